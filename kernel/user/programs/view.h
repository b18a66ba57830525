// What the kernel tells of itself: the files below /system.

#pragma once

#include <err.h>
#include <stdio.h>

// Prints one, line by line. Returns whether that failed.
static int print_view(const char *path) {
    char line[256];
    FILE *view = fopen(path, "r");
    if (view == NULL) err(1, "%s", path);
    while (fgets(line, sizeof(line), view) != NULL) fputs(line, stdout);
    return ferror(view) || fflush(stdout) != 0;
}
