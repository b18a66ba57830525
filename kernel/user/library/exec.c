// Finding programs, and reading their options.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"

char *optarg;
int optind = 1, opterr = 1, optopt;

int execv(const char *path, char *const arguments[]) { return execve(path, arguments, environ); }

int execvp(const char *name, char *const arguments[]) {
    if (strchr(name, '/') != NULL) return execv(name, arguments);
    const char *folder = getenv("PATH");
    int error = ENOENT;
    if (folder == NULL) folder = "/bin";
    for (;;) {
        char path[PATH_MAX];
        const size_t length = strcspn(folder, ":");
        if (length + strlen(name) + 2 <= sizeof(path)) {
            // An empty folder means the current one.
            snprintf(path, sizeof(path), "%.*s%s%s", (int)length, folder, length > 0 ? "/" : "",
                     name);
            execv(path, arguments);
            if (errno != ENOENT && errno != ENOTDIR) error = errno;
        }
        if (folder[length] == '\0') break;
        folder += length + 1;
    }
    errno = error;
    return -1;
}

static int complain(const char *program, const char *what) {
    if (opterr) fprintf(stderr, "%s: %s -- '%c'\n", program, what, optopt);
    return '?';
}

// letter points to the next option of an argument such as -abc, which may end there.
int getopt(int count, char *const arguments[], const char *options) {
    static const char *letter = "";
    if (*letter == '\0') {
        if (optind >= count || arguments[optind][0] != '-' || arguments[optind][1] == '\0') {
            return -1;
        }
        letter = arguments[optind++] + 1;
        if (strcmp(letter, "-") == 0) {
            letter = "";
            return -1;
        }
    }
    optopt = *letter++;
    const char *option = optopt == ':' ? NULL : strchr(options, optopt);
    if (option == NULL) return complain(arguments[0], "invalid option");
    if (option[1] != ':') return optopt;
    if (*letter != '\0') {
        optarg = (char *)letter;
    } else if (optind < count) {
        optarg = arguments[optind++];
    } else {
        return complain(arguments[0], "option requires an argument");
    }
    letter = "";
    return optopt;
}
