// System calls, x86-32 (abi/SystemCalls.h): the kernel's result as it is, so errors are negative.

#pragma once

#define SYSTEM_CALL(...)                                                           \
    long result;                                                                   \
    __asm__ volatile("int $0x80" : "=a"(result) : __VA_ARGS__ : "memory");         \
    return result

static inline long system_call0(long number) { SYSTEM_CALL("a"(number)); }

static inline long system_call1(long number, long a) { SYSTEM_CALL("a"(number), "b"(a)); }

static inline long system_call2(long number, long a, long b) {
    SYSTEM_CALL("a"(number), "b"(a), "c"(b));
}

static inline long system_call3(long number, long a, long b, long c) {
    SYSTEM_CALL("a"(number), "b"(a), "c"(b), "d"(c));
}

static inline long system_call4(long number, long a, long b, long c, long d) {
    SYSTEM_CALL("a"(number), "b"(a), "c"(b), "d"(c), "S"(d));
}

#undef SYSTEM_CALL
