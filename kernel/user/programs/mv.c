// mv file ... target: gives files and folders a new name or another place.

#include <unistd.h>

#include "files.h"

static int move(const char *from, const char *to) {
    if (rename(from, to) == 0) return 0;
    warn("%s to %s", from, to);
    return 1;
}

int main(int count, char **arguments) {
    if (count < 3) errx(2, "usage: mv file ... target");
    return for_each_pair(count - 1, arguments + 1, move);
}
