// ln file ... target: gives files one more name (a hard link; there are no others).

#include <unistd.h>

#include "files.h"

static int add_name(const char *from, const char *to) {
    if (link(from, to) == 0) return 0;
    warn("%s to %s", from, to);
    return 1;
}

int main(int count, char **arguments) {
    if (count < 3) errx(2, "usage: ln file ... target");
    return for_each_pair(count - 1, arguments + 1, add_name);
}
