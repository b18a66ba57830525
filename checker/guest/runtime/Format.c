// Text from values: %s %c %d %u %x, with l for a long, and %p. What has no room is cut.

#include "Guest.h"

typedef struct {
    char *To;
    size_t Left;
    int Length;
} Output;

static void Put(Output *Into, char Letter) {
    if (Into->Left <= 1) return;
    *Into->To++ = Letter;
    --Into->Left;
    ++Into->Length;
}

static void PutNumber(Output *Into, unsigned long Value, unsigned Base) {
    char Digits[24];
    int Count = 0;

    do {
        Digits[Count++] = "0123456789abcdef"[Value % Base];
        Value /= Base;
    } while (Value != 0);
    while (Count > 0) Put(Into, Digits[--Count]);
}

static void PutSigned(Output *Into, long Value) {
    if (Value < 0) Put(Into, '-');
    PutNumber(Into, Value < 0 ? -(unsigned long)Value : (unsigned long)Value, 10);
}

static void PutText(Output *Into, const char *Text) {
    while (*Text != 0) Put(Into, *Text++);
}

int FormatTextV(char *To, size_t Bytes, const char *Format, va_list Values) {
    Output Into = {To, Bytes, 0};

    for (; *Format != 0; ++Format) {
        if (*Format != '%') {
            Put(&Into, *Format);
            continue;
        }
        const bool IsLong = *++Format == 'l';
        if (IsLong) ++Format;
        switch (*Format) {
        case 's': PutText(&Into, va_arg(Values, const char *)); break;
        case 'c': Put(&Into, (char)va_arg(Values, int)); break;
        case 'd': PutSigned(&Into, IsLong ? va_arg(Values, long) : va_arg(Values, int)); break;
        case 'u':
        case 'x':
            PutNumber(&Into, IsLong ? va_arg(Values, unsigned long)
                                    : va_arg(Values, unsigned), *Format == 'x' ? 16 : 10);
            break;
        case 'p': PutNumber(&Into, (unsigned long)va_arg(Values, void *), 16); break;
        default: Put(&Into, *Format); break;
        }
    }
    if (Bytes > 0) *Into.To = 0;
    return Into.Length;
}

int FormatText(char *To, size_t Bytes, const char *Format, ...) {
    va_list Values;

    va_start(Values, Format);
    const int Length = FormatTextV(To, Bytes, Format, Values);
    va_end(Values);
    return Length;
}
