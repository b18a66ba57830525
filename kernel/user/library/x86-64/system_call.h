// System calls, x86-64 (abi/SystemCalls.h): the kernel's result as it is, so errors are negative.

#pragma once

#define SYSTEM_CALL(...)                                                                       \
    long result;                                                                               \
    __asm__ volatile("syscall" : "=a"(result) : __VA_ARGS__ : "rcx", "r11", "memory");         \
    return result

static inline long system_call0(long number) { SYSTEM_CALL("a"(number)); }

static inline long system_call1(long number, long a) { SYSTEM_CALL("a"(number), "D"(a)); }

static inline long system_call2(long number, long a, long b) {
    SYSTEM_CALL("a"(number), "D"(a), "S"(b));
}

static inline long system_call3(long number, long a, long b, long c) {
    SYSTEM_CALL("a"(number), "D"(a), "S"(b), "d"(c));
}

static inline long system_call4(long number, long a, long b, long c, long d) {
    register long fourth __asm__("r10") = d;
    SYSTEM_CALL("a"(number), "D"(a), "S"(b), "d"(c), "r"(fourth));
}

#undef SYSTEM_CALL
