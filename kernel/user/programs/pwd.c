// pwd: prints the current folder.

#include <err.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
    char path[PATH_MAX];
    if (getcwd(path, sizeof(path)) == NULL) err(1, "no current folder");
    puts(path);
    return 0;
}
