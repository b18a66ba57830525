// Formatted text, the part of C's printf that a kernel needs.
//
// Conversions: %d %i %u %x %X %c %s %p %%, with the lengths h, hh, l, ll, z, the flags '-' and '0',
// a width and, for %s, a precision (numbers or '*'). No floating point, no %n.

#pragma once

#include "base/Base.h"

// Writes the text to Buffer, cut off to fit and always NUL-terminated. Bytes: size of Buffer, at
// least 1. Returns how long the whole text is, so that a result >= Bytes means that it was cut.
// An unknown conversion comes out as it stands. Context: any.
SIZE FormatString(char *Buffer, SIZE Bytes, const char *Format, ...) PRINTF_LIKE(3, 4);
SIZE FormatArguments(char *Buffer, SIZE Bytes, const char *Format, va_list Arguments)
    PRINTF_LIKE(3, 0);
