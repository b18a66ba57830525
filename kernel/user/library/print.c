// The printf family; its heart is in format.c.

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"

#define PRINT(call)                       \
    va_list arguments;                    \
    va_start(arguments, format);          \
    const int count = call;               \
    va_end(arguments);                    \
    return count

int vprintf(const char *restrict format, va_list arguments) {
    return vfprintf(stdout, format, arguments);
}

int printf(const char *restrict format, ...) { PRINT(vfprintf(stdout, format, arguments)); }

int fprintf(FILE *restrict stream, const char *restrict format, ...) {
    PRINT(vfprintf(stream, format, arguments));
}

static void put_handle(void *to, const char *text, size_t bytes) {
    while (bytes > 0) {
        const ssize_t written = write(*(int *)to, text, bytes);
        if (written < 0) return;
        text += written;
        bytes -= (size_t)written;
    }
}

int dprintf(int handle, const char *restrict format, ...) {
    PRINT(__format(put_handle, &handle, format, arguments));
}

struct memory {
    char *next;
    size_t room;  // a byte for the NUL is not counted
};

static void put_memory(void *to, const char *text, size_t bytes) {
    struct memory *memory = to;
    if (bytes > memory->room) bytes = memory->room;
    memcpy(memory->next, text, bytes);
    memory->next += bytes;
    memory->room -= bytes;
}

int vsnprintf(char *restrict to, size_t bytes, const char *restrict format, va_list arguments) {
    struct memory memory = {to, bytes > 0 ? bytes - 1 : 0};
    const int count = __format(put_memory, &memory, format, arguments);
    if (bytes > 0) *memory.next = '\0';
    return count;
}

int snprintf(char *restrict to, size_t bytes, const char *restrict format, ...) {
    PRINT(vsnprintf(to, bytes, format, arguments));
}

int sprintf(char *restrict to, const char *restrict format, ...) {
    PRINT(vsnprintf(to, (size_t)PTRDIFF_MAX, format, arguments));
}
