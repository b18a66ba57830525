// uptime: the time of day, and for how long the machine has been running.

#include <err.h>
#include <stdio.h>
#include <time.h>

int main(void) {
    char when[32];
    const time_t now = time(NULL);
    struct timespec running;
    if (clock_gettime(CLOCK_MONOTONIC, &running) < 0) err(1, "no clock");
    const long long seconds = running.tv_sec;
    strftime(when, sizeof(when), "%T", gmtime(&now));
    printf("%s up %lld days, %02lld:%02lld:%02lld.%02ld\n", when, seconds / 86400,
           seconds / 3600 % 24, seconds / 60 % 60, seconds % 60, running.tv_nsec / 10000000);
    return 0;
}
