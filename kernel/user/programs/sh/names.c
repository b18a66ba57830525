// Patterns, and the names of files that they fit: * stands for anything, ? for one character, a
// character behind a backslash for itself.

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sh.h"

static bool matches(const char *pattern, const char *end, const char *name) {
    if (pattern == end) return *name == '\0';
    if (*pattern == '*') {
        return matches(pattern + 1, end, name) ||
               (*name != '\0' && matches(pattern, end, name + 1));
    }
    if (*name == '\0') return false;
    const bool any = *pattern == '?';
    if (*pattern == '\\') pattern++;
    return (any || *pattern == *name) && matches(pattern + 1, end, name + 1);
}

static bool is_pattern(const char *text, const char *end) {
    for (; text < end; text++) {
        if (*text == '*' || *text == '?') return true;
        if (*text == '\\') text++;
    }
    return false;
}

char *plain_text(const char *pattern) {
    char *text = take(strlen(pattern) + 1);
    for (char *to = text; *pattern != '\0'; to++, pattern++) {
        if (*pattern == '\\') pattern++;
        *to = *pattern;
    }
    return text;
}

static char *join(const char *folder, const char *name, const char *end) {
    char *path = take(strlen(folder) + strlen(name) + strlen(end) + 1);
    sprintf(path, "%s%s%s", folder, name, end);
    return path;
}

// Adds what fits the pattern below a folder, which is "" or ends in a slash. One part of a path
// after the other; only those with a * or ? make it necessary to look into the folder.
static void search(struct words *to, const char *folder, const char *pattern) {
    const char *end = pattern + strcspn(pattern, "/");
    const char *rest = end + strspn(end, "/");
    const char *slash = *end == '/' ? "/" : "";
    if (*pattern == '\0' || !is_pattern(pattern, end)) {
        struct stat status;
        char *path = join(folder, plain_text(take_text(pattern, (size_t)(end - pattern))), slash);
        if (*rest != '\0') search(to, path, rest);
        else if (stat(path, &status) == 0) add_word(to, path);
        return;
    }
    DIR *directory = opendir(*folder == '\0' ? "." : folder);
    if (directory == NULL) return;
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (entry->d_name[0] == '.' && *pattern != '.') continue;
        if (!matches(pattern, end, entry->d_name)) continue;
        char *path = join(folder, entry->d_name, slash);
        if (*end == '\0') add_word(to, path);
        else search(to, path, rest);
    }
    closedir(directory);
}

static int by_bytes(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

bool add_file_names(struct words *to, const char *pattern) {
    if (!is_pattern(pattern, pattern + strlen(pattern))) return false;
    const size_t before = to->count;
    const bool absolute = *pattern == '/';
    search(to, absolute ? "/" : "", pattern + (absolute ? strspn(pattern, "/") : 0));
    if (to->count > before) qsort(to->all + before, to->count - before, sizeof(char *), by_bytes);
    return to->count > before;
}
