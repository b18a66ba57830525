// What errors and signals are called, and how programs complain.

#include <err.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static const char *const error_texts[] = {
    [0] = "Success",
    [EPERM] = "Operation not permitted",
    [ENOENT] = "No such file or directory",
    [ESRCH] = "No such process",
    [EINTR] = "Interrupted system call",
    [EIO] = "Input/output error",
    [E2BIG] = "Argument list too long",
    [ENOEXEC] = "Exec format error",
    [EBADF] = "Bad file descriptor",
    [ECHILD] = "No child processes",
    [EAGAIN] = "Resource temporarily unavailable",
    [ENOMEM] = "Cannot allocate memory",
    [EACCES] = "Permission denied",
    [EFAULT] = "Bad address",
    [EBUSY] = "Device or resource busy",
    [EEXIST] = "File exists",
    [EXDEV] = "Invalid cross-device link",
    [ENODEV] = "No such device",
    [ENOTDIR] = "Not a directory",
    [EISDIR] = "Is a directory",
    [EINVAL] = "Invalid argument",
    [ENFILE] = "Too many open files in system",
    [EMFILE] = "Too many open files",
    [ENOTTY] = "Inappropriate ioctl for device",
    [ETXTBSY] = "Text file busy",
    [EFBIG] = "File too large",
    [ENOSPC] = "No space left on device",
    [ESPIPE] = "Illegal seek",
    [EROFS] = "Read-only file system",
    [EMLINK] = "Too many links",
    [EPIPE] = "Broken pipe",
    [ERANGE] = "Numerical result out of range",
    [EDEADLK] = "Resource deadlock avoided",
    [ENAMETOOLONG] = "File name too long",
    [ENOSYS] = "Function not implemented",
    [ENOTEMPTY] = "Directory not empty",
    [EMSGSIZE] = "Message too long",
    [ETIMEDOUT] = "Connection timed out",
};

static const char *const signal_texts[] = {
    [SIGHUP] = "Hangup",        [SIGINT] = "Interrupt",
    [SIGILL] = "Illegal instruction", [SIGTRAP] = "Trace/breakpoint trap",
    [SIGABRT] = "Aborted",      [SIGBUS] = "Bus error",
    [SIGFPE] = "Floating point exception", [SIGKILL] = "Killed",
    [SIGSEGV] = "Segmentation fault", [SIGPIPE] = "Broken pipe",
    [SIGTERM] = "Terminated",
};

static char *text_of(const char *const *texts, size_t count, int number, const char *kind) {
    static char unknown[40];
    if (number >= 0 && (size_t)number < count && texts[number] != NULL) {
        return (char *)texts[number];
    }
    snprintf(unknown, sizeof(unknown), "Unknown %s %d", kind, number);
    return unknown;
}

char *strerror(int error) {
    return text_of(error_texts, sizeof(error_texts) / sizeof(*error_texts), error, "error");
}

char *strsignal(int signal) {
    return text_of(signal_texts, sizeof(signal_texts) / sizeof(*signal_texts), signal, "signal");
}

void perror(const char *what) {
    const int error = errno;
    if (what != NULL && *what != '\0') fprintf(stderr, "%s: ", what);
    fprintf(stderr, "%s\n", strerror(error));
}

// error 0: none to name.
static void complain(int error, const char *format, va_list arguments) {
    fprintf(stderr, "%s: ", __program_name);
    vfprintf(stderr, format, arguments);
    if (error != 0) fprintf(stderr, ": %s", strerror(error));
    fputc('\n', stderr);
}

void warn(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    complain(errno, format, arguments);
    va_end(arguments);
}

void warnx(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    complain(0, format, arguments);
    va_end(arguments);
}

void err(int code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    complain(errno, format, arguments);
    exit(code);
}

void errx(int code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    complain(0, format, arguments);
    exit(code);
}
