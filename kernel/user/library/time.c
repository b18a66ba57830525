// Time and the calendar. There is one time zone: UTC.

#include <time.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"

#define DAY_SECONDS 86400

time_t time(time_t *now) {
    struct timespec span;
    if (clock_gettime(CLOCK_REALTIME, &span) < 0) return -1;
    if (now != NULL) *now = span.tv_sec;
    return span.tv_sec;
}

unsigned sleep(unsigned seconds) {
    const struct timespec span = {seconds, 0};
    nanosleep(&span, NULL);
    return 0;
}

int usleep(unsigned microseconds) {
    const struct timespec span = {microseconds / 1000000, (long)(microseconds % 1000000) * 1000};
    return nanosleep(&span, NULL);
}

static int is_leap(long long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

struct tm *gmtime_r(const time_t *restrict when, struct tm *restrict fields) {
    static const short month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    long long days = *when / DAY_SECONDS;
    int seconds = (int)(*when % DAY_SECONDS);
    if (seconds < 0) {
        seconds += DAY_SECONDS;
        days--;
    }
    *fields = (struct tm){.tm_sec = seconds % 60,
                          .tm_min = seconds / 60 % 60,
                          .tm_hour = seconds / 3600,
                          .tm_wday = (int)((days % 7 + 11) % 7)};  // 1970 began on a Thursday
    // The calendar repeats every 400 years, which are 146,097 days.
    long long year = 1970 + days / 146097 * 400;
    days %= 146097;
    for (; days < 0; days += 365 + is_leap(year)) year--;
    for (; days >= 365 + is_leap(year); year++) days -= 365 + is_leap(year);
    fields->tm_year = (int)(year - 1900);
    fields->tm_yday = (int)days;
    for (;; fields->tm_mon++) {
        const int length = month_days[fields->tm_mon] + (fields->tm_mon == 1 && is_leap(year));
        if (days < length) break;
        days -= length;
    }
    fields->tm_mday = (int)days + 1;
    return fields;
}

struct tm *gmtime(const time_t *when) {
    static struct tm fields;
    return gmtime_r(when, &fields);
}

struct tm *localtime(const time_t *when) { return gmtime(when); }

static long long seconds_since_1970(const struct tm *fields) {
    long long days = fields->tm_yday;
    const int year = fields->tm_year + 1900;
    for (int past = 1970; past < year; past++) days += 365 + is_leap(past);
    for (int past = year; past < 1970; past++) days -= 365 + is_leap(past);
    return ((days * 24 + fields->tm_hour) * 60 + fields->tm_min) * 60 + fields->tm_sec;
}

static int put_field(char *to, size_t bytes, char letter, const struct tm *t) {
    static const char names[] = "SunMonTueWedThuFriSatJanFebMarAprMayJunJulAugSepOctNovDec";
    switch (letter) {
        case 'a': return snprintf(to, bytes, "%.3s", names + 3 * t->tm_wday);
        case 'b': return snprintf(to, bytes, "%.3s", names + 3 * (7 + t->tm_mon));
        case 'd': return snprintf(to, bytes, "%02d", t->tm_mday);
        case 'e': return snprintf(to, bytes, "%2d", t->tm_mday);
        case 'F':
            return snprintf(to, bytes, "%d-%02d-%02d", t->tm_year + 1900, t->tm_mon + 1,
                            t->tm_mday);
        case 'H': return snprintf(to, bytes, "%02d", t->tm_hour);
        case 'j': return snprintf(to, bytes, "%03d", t->tm_yday + 1);
        case 'M': return snprintf(to, bytes, "%02d", t->tm_min);
        case 'm': return snprintf(to, bytes, "%02d", t->tm_mon + 1);
        case 'S': return snprintf(to, bytes, "%02d", t->tm_sec);
        case 's': return snprintf(to, bytes, "%lld", seconds_since_1970(t));
        case 'T':
            return snprintf(to, bytes, "%02d:%02d:%02d", t->tm_hour, t->tm_min, t->tm_sec);
        case 'Y': return snprintf(to, bytes, "%d", t->tm_year + 1900);
        case 'y': return snprintf(to, bytes, "%02d", t->tm_year % 100);
        case 'Z': return snprintf(to, bytes, "UTC");
        case '%': return snprintf(to, bytes, "%%");
        default: return snprintf(to, bytes, "%%%c", letter);
    }
}

size_t strftime(char *restrict to, size_t bytes, const char *restrict format,
                const struct tm *restrict fields) {
    size_t length = 0;
    for (; *format != '\0' && length < bytes; format++) {
        if (*format == '%' && format[1] != '\0') {
            length += (size_t)put_field(to + length, bytes - length, *++format, fields);
        } else {
            to[length++] = *format;
        }
    }
    if (length >= bytes) return 0;
    to[length] = '\0';
    return length;
}
