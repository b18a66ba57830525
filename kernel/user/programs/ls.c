// ls [-a] [-d] [-l] [path ...]: lists folders and files. -a: also names that begin with a dot; -d:
// a folder itself, not what is in it; -l: with mode, links, size and time.

#include <dirent.h>
#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static bool show_hidden, show_folders, show_long;
static int failed;

static void print(const char *path, const char *name) {
    struct stat status;
    if (!show_long) {
        puts(name);
        return;
    }
    if (stat(path, &status) < 0) {
        warn("%s", path);
        failed = 1;
        return;
    }
    char mode[] = "-rwxrwxrwx", when[32];
    if (S_ISDIR(status.st_mode)) mode[0] = 'd';
    if (S_ISCHR(status.st_mode)) mode[0] = 'c';
    if (S_ISFIFO(status.st_mode)) mode[0] = 'p';
    for (int bit = 0; bit < 9; bit++) {
        if ((status.st_mode >> (8 - bit) & 1) == 0) mode[1 + bit] = '-';
    }
    strftime(when, sizeof(when), "%F %H:%M", gmtime(&status.st_mtime));
    printf("%s %3lu %9lld %s %s\n", mode, (unsigned long)status.st_nlink,
           (long long)status.st_size, when, name);
}

static int by_name(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static char **read_names(DIR *directory, size_t *count) {
    char **names = NULL;
    size_t room = 0;
    *count = 0;
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (entry->d_name[0] == '.' && !show_hidden) continue;
        if (*count == room) {
            room = room == 0 ? 16 : 2 * room;
            names = realloc(names, room * sizeof(char *));
        }
        if (names == NULL || (names[*count] = strdup(entry->d_name)) == NULL) err(1, "no memory");
        ++*count;
    }
    if (*count > 0) qsort(names, *count, sizeof(char *), by_name);
    return names;
}

static void list_folder(const char *path) {
    size_t count;
    DIR *directory = opendir(path);
    if (directory == NULL) {
        warn("%s", path);
        failed = 1;
        return;
    }
    char **names = read_names(directory, &count);
    closedir(directory);
    for (size_t index = 0; index < count; index++) {
        char *full = malloc(strlen(path) + strlen(names[index]) + 2);
        if (full == NULL) err(1, "no memory");
        sprintf(full, "%s/%s", path, names[index]);
        print(full, names[index]);
        free(full);
        free(names[index]);
    }
    free(names);
}

static void list(const char *path, bool with_title) {
    struct stat status;
    if (stat(path, &status) < 0) {
        warn("%s", path);
        failed = 1;
    } else if (show_folders || !S_ISDIR(status.st_mode)) {
        print(path, path);
    } else {
        if (with_title) printf("%s:\n", path);
        list_folder(path);
    }
}

int main(int count, char **arguments) {
    for (int option; (option = getopt(count, arguments, "adl")) != -1;) {
        switch (option) {
            case 'a': show_hidden = true; break;
            case 'd': show_folders = true; break;
            case 'l': show_long = true; break;
            default: errx(2, "usage: ls [-a] [-d] [-l] [path ...]");
        }
    }
    if (optind == count) list(".", false);
    for (int index = optind; index < count; index++) list(arguments[index], count - optind > 1);
    return failed;
}
