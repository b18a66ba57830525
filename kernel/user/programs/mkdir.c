// mkdir [-p] folder ...: makes folders; -p: with those above it, and without complaint about those
// that are there.

#include <err.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int make_with_parents(char *path) {
    for (char *slash = path + strspn(path, "/"); (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        const int made = mkdir(path, 0777);
        const int error = errno;
        *slash = '/';
        if (made < 0 && error != EEXIST) return -1;
    }
    return mkdir(path, 0777) < 0 && errno != EEXIST ? -1 : 0;
}

int main(int count, char **arguments) {
    bool with_parents = false;
    int failed = 0;
    for (int option; (option = getopt(count, arguments, "p")) != -1;) {
        if (option == 'p') with_parents = true;
        else count = 0;
    }
    if (optind >= count) errx(2, "usage: mkdir [-p] folder ...");
    for (int index = optind; index < count; index++) {
        char *path = arguments[index];
        if ((with_parents ? make_with_parents(path) : mkdir(path, 0777)) < 0) {
            warn("%s", path);
            failed = 1;
        }
    }
    return failed;
}
