// init: the first process. Runs /etc/rc, if there is one, and then a shell on the console, again
// and again; collects the ends of processes whose parent has ended before them.

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void open_console(void) {
    for (int handle = 0; handle < 3; handle++) close(handle);
    if (open("/dev/console", O_RDWR) == 0) {
        dup(0);
        dup(0);
    }
}

static pid_t start(char *const arguments[]) {
    const pid_t child = fork();
    if (child < 0) warn("cannot fork");
    if (child != 0) return child;
    setpgid(0, 0);
    execv(arguments[0], arguments);
    err(127, "%s", arguments[0]);
}

static int wait_for(pid_t child) {
    int status;
    pid_t ended;
    do ended = wait(&status);
    while (ended != child && ended >= 0);
    return status;
}

static void print_file(const char *path) {
    char line[256];
    FILE *file = fopen(path, "r");
    if (file == NULL) return;
    while (fgets(line, sizeof(line), file) != NULL) fputs(line, stdout);
    fclose(file);
    fflush(stdout);
}

int main(void) {
    static char *const shell[] = {"/bin/sh", NULL};
    static char *const script[] = {"/bin/sh", "/etc/rc", NULL};
    open_console();
    setenv("PATH", "/bin", 0);
    setenv("HOME", "/", 0);
    print_file("/etc/motd");
    if (access("/etc/rc", R_OK) == 0) wait_for(start(script));
    for (;;) {
        const pid_t child = start(shell);
        const int status = child < 0 ? -1 : wait_for(child);
        // A shell that cannot run must not keep the machine busy.
        if (child < 0 || (WIFEXITED(status) && WEXITSTATUS(status) == 127)) sleep(1);
    }
}
