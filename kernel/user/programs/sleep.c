// sleep seconds: does nothing for so long; 0.5 is half a second.

#include <ctype.h>
#include <err.h>
#include <stdlib.h>
#include <time.h>

int main(int count, char **arguments) {
    struct timespec span = {0, 0};
    char *end = NULL;
    if (count == 2 && isdigit((unsigned char)arguments[1][0])) {
        span.tv_sec = strtol(arguments[1], &end, 10);
        if (*end == '.') {
            for (long unit = 100000000; isdigit((unsigned char)*++end); unit /= 10) {
                span.tv_nsec += (*end - '0') * unit;
            }
        }
    }
    if (end == NULL || *end != '\0') errx(2, "usage: sleep seconds");
    if (nanosleep(&span, NULL) < 0) err(1, "cannot sleep");
    return 0;
}
