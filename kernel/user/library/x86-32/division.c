// Division of 64-bit numbers: compilers call these by the names of their own library, which is not
// linked here.

#include <stddef.h>
#include <stdint.h>

uint64_t __udivmoddi4(uint64_t dividend, uint64_t divisor, uint64_t *remainder);
uint64_t __udivdi3(uint64_t dividend, uint64_t divisor);
uint64_t __umoddi3(uint64_t dividend, uint64_t divisor);
int64_t __divdi3(int64_t dividend, int64_t divisor);
int64_t __moddi3(int64_t dividend, int64_t divisor);
int64_t __divmoddi4(int64_t dividend, int64_t divisor, int64_t *remainder);

// 64 by 32 bits; the high half of the dividend must be less than the divisor, so that the quotient
// fits into 32 bits (Intel SDM vol. 2A, DIV).
static uint32_t divide(uint64_t dividend, uint32_t divisor, uint32_t *remainder) {
    uint32_t quotient;
    __asm__("divl %4"
            : "=a"(quotient), "=d"(*remainder)
            : "a"((uint32_t)dividend), "d"((uint32_t)(dividend >> 32)), "rm"(divisor));
    return quotient;
}

// A divisor of more than 32 bits: the quotient has at most 32. Dividing both by the power of two
// that leaves 32 bits of the divisor gives the quotient or one too much (Warren, Hacker's Delight,
// 9-5: with the dividend halved before, so that nothing overflows).
static uint32_t divide_by_wide(uint64_t dividend, uint64_t divisor) {
    const int zeros = __builtin_clz((uint32_t)(divisor >> 32));
    const uint32_t narrow = (uint32_t)(divisor << zeros >> 32);
    uint32_t rest;
    const uint32_t half = divide(dividend >> 1, narrow, &rest);
    uint32_t quotient = (uint32_t)((uint64_t)half << zeros >> 31);
    if (quotient != 0) quotient--;
    return quotient + (dividend - quotient * divisor >= divisor);
}

uint64_t __udivmoddi4(uint64_t dividend, uint64_t divisor, uint64_t *remainder) {
    uint64_t quotient;
    if (divisor >> 32 == 0) {
        // Two digits of 32 bits. A divisor of zero faults here, as it should.
        uint32_t rest;
        const uint32_t high = divide(dividend >> 32, (uint32_t)divisor, &rest);
        const uint32_t low = divide((uint64_t)rest << 32 | (uint32_t)dividend, (uint32_t)divisor,
                                    &rest);
        quotient = (uint64_t)high << 32 | low;
    } else {
        quotient = divide_by_wide(dividend, divisor);
    }
    if (remainder != NULL) *remainder = dividend - quotient * divisor;
    return quotient;
}

uint64_t __udivdi3(uint64_t dividend, uint64_t divisor) {
    return __udivmoddi4(dividend, divisor, NULL);
}

uint64_t __umoddi3(uint64_t dividend, uint64_t divisor) {
    uint64_t remainder;
    __udivmoddi4(dividend, divisor, &remainder);
    return remainder;
}

static uint64_t magnitude(int64_t value) {
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

// As C wants it: towards zero, and the remainder has the sign of the dividend.
int64_t __divmoddi4(int64_t dividend, int64_t divisor, int64_t *remainder) {
    uint64_t rest;
    const uint64_t quotient = __udivmoddi4(magnitude(dividend), magnitude(divisor), &rest);
    if (remainder != NULL) *remainder = (int64_t)(dividend < 0 ? 0 - rest : rest);
    return (int64_t)((dividend < 0) != (divisor < 0) ? 0 - quotient : quotient);
}

int64_t __divdi3(int64_t dividend, int64_t divisor) {
    return __divmoddi4(dividend, divisor, NULL);
}

int64_t __moddi3(int64_t dividend, int64_t divisor) {
    int64_t remainder;
    __divmoddi4(dividend, divisor, &remainder);
    return remainder;
}
