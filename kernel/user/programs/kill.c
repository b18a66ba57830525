// kill [-signal] process ...: sends a signal, by number or name; TERM if none is given. A negative
// number behind -- is a process group.

#include <ctype.h>
#include <err.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    int number;
} signals[] = {
    {"HUP", SIGHUP}, {"INT", SIGINT}, {"KILL", SIGKILL}, {"TERM", SIGTERM},
    {"ABRT", SIGABRT}, {"SEGV", SIGSEGV}, {"PIPE", SIGPIPE},
};

static int signal_number(const char *text) {
    if (isdigit((unsigned char)*text)) return atoi(text);
    if (strncmp(text, "SIG", 3) == 0) text += 3;
    for (size_t index = 0; index < sizeof(signals) / sizeof(*signals); index++) {
        if (strcmp(text, signals[index].name) == 0) return signals[index].number;
    }
    errx(2, "%s: no such signal", text);
}

int main(int count, char **arguments) {
    int failed = 0, first = 1, number = SIGTERM;
    if (first < count && arguments[first][0] == '-' && strcmp(arguments[first], "--") != 0) {
        number = signal_number(arguments[first++] + 1);
    }
    if (first < count && strcmp(arguments[first], "--") == 0) first++;
    if (first >= count) errx(2, "usage: kill [-signal] process ...");
    for (int index = first; index < count; index++) {
        char *end;
        const long process = strtol(arguments[index], &end, 10);
        if (*end != '\0' || end == arguments[index]) errx(2, "%s: no process", arguments[index]);
        if (kill((pid_t)process, number) < 0) {
            warn("%s", arguments[index]);
            failed = 1;
        }
    }
    return failed;
}
