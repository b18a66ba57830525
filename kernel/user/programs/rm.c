// rm [-f] [-r] path ...: removes files; -r: folders too, with what is in them; -f: says nothing of
// those that are not there.

#include <dirent.h>
#include <err.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool with_folders, quiet;
static int failed;

static void complain(const char *path) {
    if (quiet && errno == ENOENT) return;
    warn("%s", path);
    failed = 1;
}

static void remove_path(const char *path);

// The folder is opened anew after each removal: what readdir() says of one that changes is not
// defined.
static bool remove_one_entry(const char *folder) {
    char path[PATH_MAX] = "";
    DIR *directory = opendir(folder);
    if (directory == NULL) {
        complain(folder);
        return false;
    }
    for (struct dirent *entry; *path == '\0' && (entry = readdir(directory)) != NULL;) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0) continue;
        if (snprintf(path, sizeof(path), "%s/%s", folder, name) >= PATH_MAX) {
            errno = ENAMETOOLONG;
            complain(folder);
        }
    }
    closedir(directory);
    if (*path == '\0') return false;
    const int failed_before = failed;
    failed = 0;
    remove_path(path);
    const bool removed = !failed;
    failed |= failed_before;
    return removed;
}

static void remove_path(const char *path) {
    struct stat status;
    if (lstat(path, &status) < 0) {
        complain(path);
    } else if (!S_ISDIR(status.st_mode)) {
        if (unlink(path) < 0) complain(path);
    } else if (!with_folders) {
        errno = EISDIR;
        complain(path);
    } else {
        while (remove_one_entry(path)) continue;
        if (rmdir(path) < 0) complain(path);
    }
}

int main(int count, char **arguments) {
    for (int option; (option = getopt(count, arguments, "fr")) != -1;) {
        switch (option) {
            case 'f': quiet = true; break;
            case 'r': with_folders = true; break;
            default: errx(2, "usage: rm [-f] [-r] path ...");
        }
    }
    if (optind == count && !quiet) errx(2, "usage: rm [-f] [-r] path ...");
    for (int index = optind; index < count; index++) remove_path(arguments[index]);
    return failed;
}
