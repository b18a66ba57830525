#include "base/String.h"

SIZE StringLength(const char *String) {
    SIZE Length = 0;
    while (String[Length] != 0) Length++;
    return Length;
}

BOOL StringsEqual(const char *Left, const char *Right) {
    while (*Left != 0 && *Left == *Right) {
        Left++;
        Right++;
    }
    return *Left == *Right;
}

BOOL StringStartsWith(const char *String, const char *Prefix) {
    while (*Prefix != 0 && *String == *Prefix) {
        String++;
        Prefix++;
    }
    return *Prefix == 0;
}

BOOL CopyString(char *Buffer, SIZE Bytes, const char *Source) {
    SIZE Index = 0;
    for (; Index + 1 < Bytes && Source[Index] != 0; Index++) Buffer[Index] = Source[Index];
    Buffer[Index] = 0;
    return Source[Index] == 0;
}

// The value of a digit in any base up to 16, or 16 if it is none.
static U32 DigitValue(char Digit) {
    if (Digit >= '0' && Digit <= '9') return (U32)(Digit - '0');
    if (Digit >= 'a' && Digit <= 'f') return (U32)(Digit - 'a') + 10;
    if (Digit >= 'A' && Digit <= 'F') return (U32)(Digit - 'A') + 10;
    return 16;
}

BOOL ParseNumber(const char *String, U64 *Value) {
    const BOOL Hexadecimal = StringStartsWith(String, "0x");
    const U32 Base = Hexadecimal ? 16 : 10;
    const char *Digit = Hexadecimal ? String + 2 : String;
    if (*Digit == 0) return FALSE;

    U64 Number = 0;
    for (; *Digit != 0; Digit++) {
        const U32 Next = DigitValue(*Digit);
        if (Next >= Base || Number > (~0ULL - Next) / Base) return FALSE;
        Number = Number * Base + Next;
    }
    *Value = Number;
    return TRUE;
}
