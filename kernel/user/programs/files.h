// What cp, mv and ln share: they take one file and its new name, or several and a folder.

#pragma once

#include <err.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static int is_folder(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

// Calls act(from, to) for each of the operands but the last; a folder as the last one gets what it
// is given under its old name. Returns whether any has failed.
static int for_each_pair(int count, char **operands, int (*act)(const char *from, const char *to)) {
    int failed = 0;
    const char *target = operands[count - 1];
    const int into = is_folder(target);
    if (count > 2 && !into) errx(1, "%s: %s", target, strerror(ENOTDIR));
    for (int index = 0; index < count - 1; index++) {
        char path[PATH_MAX];
        const char *from = operands[index];
        const char *slash = strrchr(from, '/');
        snprintf(path, sizeof(path), "%s%s%s", target, into ? "/" : "",
                 !into ? "" : slash == NULL ? from : slash + 1);
        failed |= act(from, path);
    }
    return failed;
}
