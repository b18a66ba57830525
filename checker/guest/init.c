// The first process of a run: runs the one program that the checker packed beside it, waits until
// no process is left, and switches the machine off.

#include "runtime/Report.h"

int Main(int Count, char **Arguments, char **Environment) {
    static char *const NoWords[] = {"/bin/test", NULL};
    static char *const Nothing[] = {NULL};
    int Status = -1, Ended = -1;
    long Pid;

    (void)Count;
    (void)Arguments;
    (void)Environment;
    const bool HasReport = OpenReport();
    const long Program = Fork();
    if (Program == 0) {
        const long Result = Execute("/bin/test", NoWords, Nothing);
        Report("Bail out! the program does not run: execve %ld", Result);
        Exit(1);
    }
    while ((Pid = WaitPid(-1, &Status, 0)) > 0) {
        if (Pid == Program) Ended = Status;
    }
    if (Program < 0) Report("Bail out! no process for the program: fork %ld", Program);
    if (Program > 0 && Ended != 0) Report("Bail out! the program ended with status 0x%x", Ended);
    if (HasReport) Reboot(REBOOT_POWER_OFF);
    return 1;
}
