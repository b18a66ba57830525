// Formatted text: what all functions of the printf family have in common.

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "internal.h"

// One conversion, such as %-08.3lx.
struct conversion {
    bool left, plus, space, alternative, zero;  // the flags - + space # 0
    int width;
    int precision;  // -1: none given
    int size;       // -2 hh, -1 h, 0 int, 1 l, 2 ll and j; z and t are l
    char letter;
};

struct output {
    put_function put;
    void *to;
    int count;
};

static void put(struct output *out, const char *text, size_t bytes) {
    if (bytes > 0) out->put(out->to, text, bytes);
    out->count += (int)bytes;
}

static void pad(struct output *out, char with, int count) {
    for (; count > 0; count--) put(out, &with, 1);
}

// Text with a prefix (a sign, 0x) and zeros after it, padded to the width.
static void put_field(struct output *out, const struct conversion *is, const char *prefix,
                      int zeros, const char *text, int length) {
    const int missing = is->width - (int)strlen(prefix) - zeros - length;
    if (!is->left) pad(out, ' ', missing);
    put(out, prefix, strlen(prefix));
    pad(out, '0', zeros);
    put(out, text, (size_t)length);
    if (is->left) pad(out, ' ', missing);
}

static void put_number(struct output *out, const struct conversion *is, unsigned long long value,
                       const char *prefix) {
    char digits[24];
    char *first = digits + sizeof(digits);
    const unsigned base = strchr("xXp", is->letter) != NULL ? 16 : is->letter == 'o' ? 8 : 10;
    const char *figures = is->letter == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    if (value == 0 && is->precision != 0) *--first = '0';
    for (; value != 0; value /= base) *--first = figures[value % base];

    const int length = (int)(digits + sizeof(digits) - first);
    int zeros = is->precision - length;
    if (is->zero && !is->left && is->precision < 0) {
        zeros = is->width - length - (int)strlen(prefix);
    }
    if (is->letter == 'o' && is->alternative && zeros <= 0 && (length == 0 || *first != '0')) {
        zeros = 1;
    }
    put_field(out, is, prefix, zeros > 0 ? zeros : 0, first, length);
}

static const char *sign_of(const struct conversion *is, bool negative) {
    return negative ? "-" : is->plus ? "+" : is->space ? " " : "";
}

// The digits of a value from 0 to 1e18: what stands before the point, and so many digits behind it
// as a number. Exact, as binary fractions are: to the nearest, and of two that are near the even.
static unsigned long long split(double value, int places, unsigned long long *part) {
    unsigned long long whole = (unsigned long long)value, scale = 1;
    uint64_t fraction = (uint64_t)((value - (double)whole) * 0x1p64);  // in units of 2^-64
    *part = 0;
    for (int place = 0; place < places; place++, scale *= 10) {
        const uint64_t low = (fraction & UINT32_MAX) * 10;
        const uint64_t high = (fraction >> 32) * 10 + (low >> 32);
        *part = *part * 10 + (high >> 32);
        fraction = high << 32 | (low & UINT32_MAX);
    }
    const uint64_t half = (uint64_t)1 << 63;
    const bool odd = ((places == 0 ? whole : *part) & 1) != 0;
    if (fraction > half || (fraction == half && odd)) ++*part;
    if (*part >= scale) {
        *part -= scale;
        whole++;
    }
    return whole;
}

static void put_float(struct output *out, const struct conversion *is, double value) {
    const int places = is->precision < 0 ? 6 : is->precision > 9 ? 9 : is->precision;
    const bool negative = __builtin_signbit(value) != 0;
    const char *sign = sign_of(is, negative);
    char text[48];
    if (negative) value = -value;
    if (!(value < 1e18)) {  // also if it is no number
        const char *name = value != value ? "nan" : __builtin_isinf(value) ? "inf" : "huge";
        put_field(out, is, sign, 0, name, (int)strlen(name));
        return;
    }
    unsigned long long part;
    const unsigned long long whole = split(value, places, &part);
    int length = snprintf(text, sizeof(text), "%llu", whole);
    if (places > 0) {
        length += snprintf(text + length, sizeof(text) - (size_t)length, ".%0*llu", places, part);
    }
    const int zeros = is->zero && !is->left ? is->width - length - (int)strlen(sign) : 0;
    put_field(out, is, sign, zeros > 0 ? zeros : 0, text, length);
}

// va_list may be an array, so it travels in a structure.
struct arguments {
    va_list list;
};

static long long next_signed(struct arguments *arguments, int size) {
    switch (size) {
        case -2: return (signed char)va_arg(arguments->list, int);
        case -1: return (short)va_arg(arguments->list, int);
        case 0: return va_arg(arguments->list, int);
        case 1: return va_arg(arguments->list, long);
        default: return va_arg(arguments->list, long long);
    }
}

static unsigned long long next_unsigned(struct arguments *arguments, int size) {
    const unsigned long long value = (unsigned long long)next_signed(arguments, size);
    switch (size) {
        case -2: return (unsigned char)value;
        case -1: return (unsigned short)value;
        case 0: return (unsigned)value;
        case 1: return (unsigned long)value;
        default: return value;
    }
}

static void put_conversion(struct output *out, const struct conversion *is,
                           struct arguments *arguments) {
    switch (is->letter) {
        case 'd':
        case 'i': {
            const long long value = next_signed(arguments, is->size);
            const unsigned long long bits = (unsigned long long)value;
            put_number(out, is, value < 0 ? 0 - bits : bits, sign_of(is, value < 0));
            break;
        }
        case 'p': put_number(out, is, (uintptr_t)va_arg(arguments->list, void *), "0x"); break;
        case 'u':
        case 'x':
        case 'X':
        case 'o': {
            const unsigned long long value = next_unsigned(arguments, is->size);
            const bool prefix = is->alternative && value != 0;
            put_number(out, is, value, !prefix ? "" : is->letter == 'x' ? "0x"
                       : is->letter == 'X' ? "0X" : "");
            break;
        }
        case 'c': {
            const char c = (char)va_arg(arguments->list, int);
            put_field(out, is, "", 0, &c, 1);
            break;
        }
        case 's': {
            const char *text = va_arg(arguments->list, const char *);
            if (text == NULL) text = "(null)";
            put_field(out, is, "", 0, text, (int)strnlen(text, (size_t)is->precision));
            break;
        }
        case 'f': put_float(out, is, va_arg(arguments->list, double)); break;
        case '%': put(out, "%", 1); break;
        default: break;
    }
}

static const char *read_flags(const char *at, struct conversion *is) {
    for (;; at++) {
        switch (*at) {
            case '-': is->left = true; break;
            case '+': is->plus = true; break;
            case ' ': is->space = true; break;
            case '#': is->alternative = true; break;
            case '0': is->zero = true; break;
            default: return at;
        }
    }
}

static const char *read_count(const char *at, struct arguments *arguments, int *count) {
    if (*at == '*') {
        *count = va_arg(arguments->list, int);
        return at + 1;
    }
    for (*count = 0; *at >= '0' && *at <= '9'; at++) *count = *count * 10 + (*at - '0');
    return at;
}

static const char *read_conversion(const char *at, struct conversion *is,
                                   struct arguments *arguments) {
    *is = (struct conversion){.precision = -1};
    at = read_flags(at, is);
    at = read_count(at, arguments, &is->width);
    if (is->width < 0) {
        is->left = true;
        is->width = -is->width;
    }
    if (*at == '.') at = read_count(at + 1, arguments, &is->precision);
    for (; *at != '\0' && strchr("hlzjt", *at) != NULL; at++) {
        is->size += *at == 'h' ? -1 : *at == 'j' ? 2 : 1;
    }
    is->letter = *at;
    return *at == '\0' ? at : at + 1;
}

int __format(put_function put_text, void *to, const char *format, va_list list) {
    struct output out = {put_text, to, 0};
    struct arguments arguments;
    va_copy(arguments.list, list);
    while (*format != '\0') {
        const size_t plain = strcspn(format, "%");
        put(&out, format, plain);
        format += plain;
        if (*format == '%') {
            struct conversion conversion;
            format = read_conversion(format + 1, &conversion, &arguments);
            put_conversion(&out, &conversion, &arguments);
        }
    }
    va_end(arguments.list);
    return out.count;
}
