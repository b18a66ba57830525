// echo [-n] [word ...]: writes its arguments; -n: without ending the line.

#include <stdio.h>
#include <string.h>

int main(int count, char **arguments) {
    const int no_end = count > 1 && strcmp(arguments[1], "-n") == 0;
    for (int index = 1 + no_end; index < count; index++) {
        printf("%s%s", arguments[index], index + 1 < count ? " " : "");
    }
    if (!no_end) putchar('\n');
    return fflush(stdout) != 0;
}
