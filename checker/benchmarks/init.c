// init: the first process on Linux when ./jbang bench measures it. Runs /bin/bench with its own
// arguments, which are those behind "--" on the kernel's command line, says how it ended, and
// switches the machine off. It mounts nothing: bench needs a console and /tmp, which the first file
// system has.

#include <stdio.h>
#include <sys/reboot.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments) {
    static char *const environment[] = {NULL};
    int status = 0;
    (void)count;
    const pid_t child = fork();
    if (child == 0) {
        execve("/bin/bench", arguments, environment);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) != child) return 1;
    printf("bench ended with %d\n",
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    fflush(stdout);
    reboot(RB_POWER_OFF);
    return 1;  // the end of the first process is a panic, by which the machine ends all the same
}
