// cp [-r] file ... target: copies files; -r: folders too, with what is in them.

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <unistd.h>

#include "files.h"

static bool with_folders;

static int copy(const char *from, const char *to);

static int copy_folder(const char *from, const char *to, mode_t mode) {
    int failed = 0;
    if (mkdir(to, mode & 0777) < 0 && errno != EEXIST) {
        warn("%s", to);
        return 1;
    }
    DIR *directory = opendir(from);
    if (directory == NULL) {
        warn("%s", from);
        return 1;
    }
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        char old_path[PATH_MAX], new_path[PATH_MAX];
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0) continue;
        const int old_length = snprintf(old_path, sizeof(old_path), "%s/%s", from, name);
        const int new_length = snprintf(new_path, sizeof(new_path), "%s/%s", to, name);
        if (old_length >= PATH_MAX || new_length >= PATH_MAX) {
            warnx("%s/%s: %s", from, name, strerror(ENAMETOOLONG));
            failed = 1;
        } else {
            failed |= copy(old_path, new_path);
        }
    }
    closedir(directory);
    return failed;
}

static int copy_bytes(int from, int to, const char *name) {
    static char buffer[16384];
    ssize_t count;
    while ((count = read(from, buffer, sizeof(buffer))) > 0) {
        for (ssize_t done = 0; done < count;) {
            const ssize_t written = write(to, buffer + done, (size_t)(count - done));
            if (written < 0) {
                warn("%s", name);
                return 1;
            }
            done += written;
        }
    }
    if (count < 0) warn("%s", name);
    return count < 0;
}

static int copy(const char *from, const char *to) {
    struct stat status, target;
    if (stat(from, &status) < 0) {
        warn("%s", from);
        return 1;
    }
    if (S_ISDIR(status.st_mode)) {
        if (with_folders) return copy_folder(from, to, status.st_mode);
        warnx("%s: %s", from, strerror(EISDIR));
        return 1;
    }
    if (stat(to, &target) == 0 && target.st_dev == status.st_dev &&
        target.st_ino == status.st_ino) {
        warnx("%s and %s are the same file", from, to);
        return 1;
    }
    const int source = open(from, O_RDONLY);
    if (source < 0) {
        warn("%s", from);
        return 1;
    }
    const int made = open(to, O_WRONLY | O_CREAT | O_TRUNC, status.st_mode & 0777);
    if (made < 0) warn("%s", to);
    const int failed = made < 0 || copy_bytes(source, made, from);
    if (made >= 0) close(made);
    close(source);
    return failed;
}

int main(int count, char **arguments) {
    for (int option; (option = getopt(count, arguments, "r")) != -1;) {
        if (option == 'r') with_folders = true;
        else count = 0;
    }
    if (count - optind < 2) errx(2, "usage: cp [-r] file ... target");
    return for_each_pair(count - optind, arguments + optind, copy);
}
