// Numbers in text, and small arithmetic.

#include <ctype.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>

#include "internal.h"

static int digit_value(int c) {
    if (isdigit(c)) return c - '0';
    if (isalpha(c)) return tolower(c) - 'a' + 10;
    return INT_MAX;
}

// The magnitude of the number at the start of string, at most `most` (then with ERANGE). *end is
// where it ends: at string itself if there is none.
static unsigned long long parse(const char *string, char **end, int base, bool *negative,
                                unsigned long long most) {
    const char *digit = string;
    unsigned long long value = 0;
    bool any = false, overflow = false;
    while (isspace((unsigned char)*digit)) digit++;
    *negative = *digit == '-';
    if (*digit == '-' || *digit == '+') digit++;
    if ((base == 0 || base == 16) && digit[0] == '0' && tolower((unsigned char)digit[1]) == 'x' &&
        isxdigit((unsigned char)digit[2])) {
        digit += 2;
        base = 16;
    }
    if (base == 0) base = *digit == '0' ? 8 : 10;
    for (; digit_value((unsigned char)*digit) < base; digit++) {
        const unsigned next = (unsigned)digit_value((unsigned char)*digit);
        any = true;
        if (value > (most - next) / (unsigned)base) overflow = true;
        if (!overflow) value = value * (unsigned)base + next;
    }
    if (end != NULL) *end = (char *)(any ? digit : string);
    if (overflow) errno = ERANGE;
    return overflow ? most : value;
}

static long long parse_signed(const char *string, char **end, int base, long long most) {
    const char *sign = string;
    bool negative;
    while (isspace((unsigned char)*sign)) sign++;
    // There is one negative number more.
    const unsigned long long limit = (unsigned long long)most + (*sign == '-');
    const unsigned long long value = parse(string, end, base, &negative, limit);
    return (long long)(negative ? 0 - value : value);
}

long strtol(const char *restrict string, char **restrict end, int base) {
    return (long)parse_signed(string, end, base, LONG_MAX);
}

long long strtoll(const char *restrict string, char **restrict end, int base) {
    return parse_signed(string, end, base, LLONG_MAX);
}

unsigned long strtoul(const char *restrict string, char **restrict end, int base) {
    bool negative;
    const unsigned long value = (unsigned long)parse(string, end, base, &negative, ULONG_MAX);
    return negative && value != ULONG_MAX ? 0 - value : value;
}

unsigned long long strtoull(const char *restrict string, char **restrict end, int base) {
    bool negative;
    const unsigned long long value = parse(string, end, base, &negative, ULLONG_MAX);
    return negative && value != ULLONG_MAX ? 0 - value : value;
}

int atoi(const char *string) { return (int)strtol(string, NULL, 10); }
long atol(const char *string) { return strtol(string, NULL, 10); }
long long atoll(const char *string) { return strtoll(string, NULL, 10); }

int abs(int value) { return value < 0 ? -value : value; }
long labs(long value) { return value < 0 ? -value : value; }
long long llabs(long long value) { return value < 0 ? -value : value; }

div_t div(int dividend, int divisor) { return (div_t){dividend / divisor, dividend % divisor}; }

ldiv_t ldiv(long dividend, long divisor) {
    return (ldiv_t){dividend / divisor, dividend % divisor};
}

// Knuth's MMIX generator (The Art of Computer Programming, vol. 2, 3.3.4); its high bits are good.
static uint64_t random_state = 1;

void srand(unsigned seed) { random_state = seed; }

int rand(void) {
    random_state = random_state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (int)(random_state >> 33);
}
