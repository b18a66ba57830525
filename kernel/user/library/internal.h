// What the library's files share and programs do not see.

#pragma once

#include <abi/SystemCalls.h>
#include <abi/Types.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>

#include "system_call.h"

// A result of the kernel as POSIX returns it: -1 and errno for an error.
static inline long result(long returned) {
    if (returned < 0 && returned >= -4095) {
        errno = (int)-returned;
        return -1;
    }
    return returned;
}

// A lock of one word: see pthread_mutex_t.
void __lock(_Atomic unsigned *word);
void __unlock(_Atomic unsigned *word);

// The program's name, without its folder.
extern const char *__program_name;

// What exit() calls after all functions of atexit(): stdio sets it once something may be buffered.
extern void (*__flush_at_exit)(void);

// Writes formatted text, piece by piece, with put(); returns the number of characters.
typedef void (*put_function)(void *to, const char *text, size_t bytes);
int __format(put_function put, void *to, const char *format, __builtin_va_list arguments);

// From start.S.
void __thread_entry(void);
void __start_thread(void) __attribute__((noreturn));
void __start_program(int count, char **arguments, char **environment) __attribute__((noreturn));
