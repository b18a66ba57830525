// The first process of a run: runs the one program that the checker packed beside it, waits until
// no process is left, and switches the machine off. Whatever a kernel does wrong that can be told
// here ends in a report, so that it is judged by that and not by a machine that never ends.

#include "runtime/Report.h"

#define PATIENCE_MILLISECONDS 2000l
#define LOOK_MILLISECONDS 10l

long WriteInAChild(long *Word);

static long Written;

// A program of its own, and the only one: tests are C code, which a fork that shares the stack
// leads astray.
static bool ForkIsUsable(void) {
    if (WriteInAChild(&Written) < 0 || *(volatile long *)&Written == 0) return true;
    Report("1..2");
    Report("not ok 1 - ThisOneFails");
    Report("not ok 2 - ForkGivesEachItsOwnMemory");
    Report("# what the child of a fork wrote, its parent has found in its own memory");
    return false;
}

// Returns the status of Program, once it and all others have ended. Those that are left behind were
// killed by it, and have a while to end.
static int WaitForAll(long Program) {
    bool HasEnded = Program < 0;
    long Last = 0, Waited = 0;
    int Status = -1, Ended = -1;

    while (Waited < PATIENCE_MILLISECONDS) {
        const long Pid = WaitPid(-1, &Status, HasEnded ? WNOHANG : 0);
        if (Pid < 0) return Ended;
        if (Pid > 0 && Pid == Last) {
            Report("Bail out! waitpid gives process %ld, which has been waited for, again", Pid);
            return Ended;
        }
        if (Pid == Program) {
            HasEnded = true;
            Ended = Status;
        }
        if (Pid > 0) {
            Last = Pid;
        } else {
            SleepMilliseconds(LOOK_MILLISECONDS);
            Waited += LOOK_MILLISECONDS;
        }
    }
    Report("Bail out! a process that was killed does not end");
    return Ended;
}

int Main(int Count, char **Arguments, char **Environment) {
    static char *const NoWords[] = {"/bin/test", NULL};
    static char *const Nothing[] = {NULL};

    (void)Count;
    (void)Arguments;
    (void)Environment;
    const bool HasReport = OpenReport();
    if (!ForkIsUsable()) Reboot(REBOOT_POWER_OFF);
    const long Program = Fork();
    if (Program == 0) {
        const long Result = Execute("/bin/test", NoWords, Nothing);
        Report("Bail out! the program does not run: execve %ld", Result);
        Exit(1);
    }
    const int Ended = WaitForAll(Program);
    if (Program < 0) Report("Bail out! no process for the program: fork %ld", Program);
    if (Program > 0 && Ended != 0) Report("Bail out! the program ended with status 0x%x", Ended);
    if (HasReport) Reboot(REBOOT_POWER_OFF);
    return 1;
}
