// "program: what went wrong: the reason in errno", on stderr. Not POSIX, but BSD's and Linux's.

#pragma once

void warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
void warnx(const char *format, ...) __attribute__((format(printf, 1, 2)));  // without errno
void err(int code, const char *format, ...) __attribute__((noreturn, format(printf, 2, 3)));
void errx(int code, const char *format, ...) __attribute__((noreturn, format(printf, 2, 3)));
