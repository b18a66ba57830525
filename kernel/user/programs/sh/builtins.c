// What the shell does itself, for no other process could do it.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sh.h"

static int change_directory(char **arguments) {
    const char *path = arguments[1] != NULL ? arguments[1] : variable("HOME");
    if (path == NULL) path = "/";
    if (chdir(path) == 0) return 0;
    fprintf(stderr, "cd: %s: %s\n", path, strerror(errno));
    return 1;
}

static int leave(char **arguments) {
    exit(arguments[1] != NULL ? atoi(arguments[1]) & 0xFF : last_status);
}

static int export_names(char **arguments) {
    if (arguments[1] == NULL) print_exported();
    while (*++arguments != NULL) {
        const size_t length = name_length(*arguments);
        if (length == 0 || ((*arguments)[length] != '=' && (*arguments)[length] != '\0')) {
            fprintf(stderr, "export: %s: not a name\n", *arguments);
            return 1;
        }
        assign(*arguments, NULL);
        export_variable(take_text(*arguments, length));
    }
    return 0;
}

static const struct {
    const char *name;
    int (*run)(char **arguments);
} builtins[] = {
    {"cd", change_directory}, {"exit", leave},         {"export", export_names},
    {"jobs", print_jobs},     {"wait", wait_for_jobs},
};

#define COUNT (sizeof(builtins) / sizeof(*builtins))

static size_t find(const char *name) {
    size_t index = 0;
    while (index < COUNT && strcmp(builtins[index].name, name) != 0) index++;
    return index;
}

bool is_builtin(const char *name) { return find(name) < COUNT; }

int run_builtin(char **arguments) {
    const int status = builtins[find(arguments[0])].run(arguments);
    fflush(stdout);
    return status;
}
