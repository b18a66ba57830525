#pragma once

#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
#define assert(condition) \
    ((condition) ? (void)0 : __assert_failed(#condition, __FILE__, __LINE__, __func__))
#endif

void __assert_failed(const char *condition, const char *file, int line, const char *function)
    __attribute__((noreturn));
