// rmdir folder ...: removes folders that are empty.

#include <err.h>
#include <unistd.h>

int main(int count, char **arguments) {
    int failed = 0;
    if (count < 2) errx(2, "usage: rmdir folder ...");
    for (int index = 1; index < count; index++) {
        if (rmdir(arguments[index]) < 0) {
            warn("%s", arguments[index]);
            failed = 1;
        }
    }
    return failed;
}
