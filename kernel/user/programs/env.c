// env [name=value ...] [program [argument ...]]: runs a program with some variables more, or prints
// all of them.

#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

int main(int count, char **arguments) {
    int index = 1;
    for (char *equals; index < count && (equals = strchr(arguments[index], '=')) != NULL; index++) {
        *equals = '\0';
        if (setenv(arguments[index], equals + 1, 1) < 0) err(125, "%s", arguments[index]);
    }
    if (index < count) {
        execvp(arguments[index], arguments + index);
        err(errno == ENOENT ? 127 : 126, "%s", arguments[index]);
    }
    for (char **entry = environ; *entry != NULL; entry++) puts(*entry);
    return 0;
}
