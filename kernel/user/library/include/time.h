#pragma once

#include <abi/Types.h>  // CLOCK_REALTIME ...
#include <sys/types.h>

struct timespec {
    time_t tv_sec;
    long tv_nsec;
};

struct tm {
    int tm_sec, tm_min, tm_hour;
    int tm_mday, tm_mon, tm_year;   // from 1, from 0, from 1900
    int tm_wday, tm_yday, tm_isdst;  // from Sunday, from 0, always 0
};

time_t time(time_t *now);
int clock_gettime(clockid_t clock, struct timespec *now);
int nanosleep(const struct timespec *span, struct timespec *rest);
struct tm *gmtime_r(const time_t *restrict when, struct tm *restrict fields);
struct tm *gmtime(const time_t *when);
struct tm *localtime(const time_t *when);  // the time zone is UTC
size_t strftime(char *restrict to, size_t bytes, const char *restrict format,
                const struct tm *restrict fields);  // %a %b %d %e %F %H %j %M %m %S %s %T %Y %y %Z
