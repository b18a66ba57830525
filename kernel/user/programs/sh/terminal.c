// Who gets ^C. Each pipeline is a process group; the one that the shell waits for is in the
// foreground.

#include <signal.h>
#include <unistd.h>

#include "sh.h"

// Where signals cannot be ignored, nobody is in the foreground while the shell reads a line.
static pid_t shell_group;

void prepare_terminal(void) {
    const bool can_ignore = signal(SIGINT, SIG_IGN) != SIG_ERR;
#ifdef SIGTTOU
    signal(SIGTTOU, SIG_IGN);  // or changing the foreground would stop the shell
#endif
    shell_group = can_ignore ? getpgrp() : 0;
    take_terminal();
}

void take_terminal(void) { tcsetpgrp(0, shell_group); }

// Both the shell and the new process do it, so that it is done before either goes on.
void enter_foreground(pid_t process, pid_t group) {
    if (group == 0) group = getpid();
    setpgid(process, group);
    tcsetpgrp(0, group);
    if (process == 0) {
        signal(SIGINT, SIG_DFL);
#ifdef SIGTTOU
        signal(SIGTTOU, SIG_DFL);
#endif
    }
}

void leave_terminal(pid_t process) {
    setpgid(process, 0);
    if (process == 0) signal(SIGINT, SIG_DFL);
}
