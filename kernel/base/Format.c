#include "base/Format.h"

#include "base/String.h"

// The text so far: Length counts also what no longer fitted.
typedef struct {
    char *Buffer;
    SIZE Bytes;
    SIZE Length;
} Output;

// One conversion, from its '%' to its letter.
typedef struct {
    BOOL LeftAligned;
    BOOL ZeroPadded;
    U32 Width;
    BOOL HasPrecision;
    U32 Precision;
    U32 Longs;  // how many 'l'; a 'z' counts as one, SIZE being as wide as a long
    char Letter;
} Conversion;

static void PutCharacter(Output *Out, char Character) {
    if (Out->Length + 1 < Out->Bytes) Out->Buffer[Out->Length] = Character;
    Out->Length++;
}

// Puts Text with its padding. Zeros go between a sign or 0x (Prefix) and the digits.
static void PutField(Output *Out, const Conversion *C, const char *Prefix, const char *Text,
                     SIZE Length) {
    const SIZE Total = StringLength(Prefix) + Length;
    SIZE Padding = C->Width > Total ? C->Width - Total : 0;

    if (!C->LeftAligned && !C->ZeroPadded) {
        for (; Padding > 0; Padding--) PutCharacter(Out, ' ');
    }
    for (; *Prefix != 0; Prefix++) PutCharacter(Out, *Prefix);
    if (!C->LeftAligned) {
        for (; Padding > 0; Padding--) PutCharacter(Out, '0');
    }
    for (SIZE Index = 0; Index < Length; Index++) PutCharacter(Out, Text[Index]);
    for (; Padding > 0; Padding--) PutCharacter(Out, ' ');
}

static void PutNumber(Output *Out, const Conversion *C, const char *Prefix, U64 Value, U32 Base) {
    char Digits[24];  // 2^64 has 20 decimal digits
    SIZE First = sizeof(Digits);
    const char *Set = C->Letter == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";

    do {
        Digits[--First] = Set[Value % Base];
        Value /= Base;
    } while (Value != 0);
    PutField(Out, C, Prefix, Digits + First, sizeof(Digits) - First);
}

static void PutText(Output *Out, Conversion *C, const char *Text) {
    if (Text == NULL) Text = "(null)";
    SIZE Length = 0;
    while ((!C->HasPrecision || Length < C->Precision) && Text[Length] != 0) Length++;
    C->ZeroPadded = FALSE;
    PutField(Out, C, "", Text, Length);
}

// A va_list in a structure: passed on by address, whatever kind of type a va_list is.
typedef struct {
    va_list List;
} ArgumentList;

static U64 TakeUnsigned(const Conversion *C, ArgumentList *Arguments) {
    if (C->Longs >= 2) return va_arg(Arguments->List, unsigned long long);
    if (C->Longs == 1) return va_arg(Arguments->List, unsigned long);
    return va_arg(Arguments->List, unsigned int);
}

static I64 TakeSigned(const Conversion *C, ArgumentList *Arguments) {
    if (C->Longs >= 2) return va_arg(Arguments->List, long long);
    if (C->Longs == 1) return va_arg(Arguments->List, long);
    return va_arg(Arguments->List, int);
}

static U32 ParseCount(const char **Format, ArgumentList *Arguments) {
    if (**Format == '*') {
        (*Format)++;
        const int Count = va_arg(Arguments->List, int);
        return Count > 0 ? (U32)Count : 0;
    }
    U32 Count = 0;
    for (; **Format >= '0' && **Format <= '9'; (*Format)++) {
        Count = Count * 10 + (U32)(**Format - '0');
    }
    return Count;
}

// Reads the conversion that begins after the '%' at *Format - 1; moves *Format behind its letter.
static Conversion ParseConversion(const char **Format, ArgumentList *Arguments) {
    Conversion C = {0};

    for (;; (*Format)++) {
        if (**Format == '-') C.LeftAligned = TRUE;
        else if (**Format == '0') C.ZeroPadded = TRUE;
        else break;
    }
    C.Width = ParseCount(Format, Arguments);
    if (**Format == '.') {
        (*Format)++;
        C.HasPrecision = TRUE;
        C.Precision = ParseCount(Format, Arguments);
    }
    for (; **Format == 'l' || **Format == 'z' || **Format == 'h'; (*Format)++) {
        if (**Format != 'h') C.Longs++;
    }
    C.Letter = **Format;
    if (C.Letter != 0) (*Format)++;
    return C;
}

// Puts one conversion; FALSE if its letter is unknown.
static BOOL PutConversion(Output *Out, Conversion *C, ArgumentList *Arguments) {
    switch (C->Letter) {
        case 'd':
        case 'i': {
            const I64 Value = TakeSigned(C, Arguments);
            // Negating as unsigned is exact for the most negative number too.
            PutNumber(Out, C, Value < 0 ? "-" : "", Value < 0 ? 0 - (U64)Value : (U64)Value, 10);
            return TRUE;
        }
        case 'u': PutNumber(Out, C, "", TakeUnsigned(C, Arguments), 10); return TRUE;
        case 'x':
        case 'X': PutNumber(Out, C, "", TakeUnsigned(C, Arguments), 16); return TRUE;
        case 'p':
            C->ZeroPadded = TRUE;
            C->Width = 2 + 2 * sizeof(void *);
            PutNumber(Out, C, "0x", (U64)(UINT)va_arg(Arguments->List, void *), 16);
            return TRUE;
        case 's': PutText(Out, C, va_arg(Arguments->List, const char *)); return TRUE;
        case 'c': {
            const char Character = (char)va_arg(Arguments->List, int);
            C->ZeroPadded = FALSE;
            PutField(Out, C, "", &Character, 1);
            return TRUE;
        }
        case '%': PutCharacter(Out, '%'); return TRUE;
        default: return FALSE;
    }
}

SIZE FormatArguments(char *Buffer, SIZE Bytes, const char *Format, va_list Arguments) {
    Output Out = {Buffer, Bytes, 0};
    ArgumentList List;
    va_copy(List.List, Arguments);

    while (*Format != 0) {
        const char *Start = Format++;
        if (*Start != '%') {
            PutCharacter(&Out, *Start);
            continue;
        }
        Conversion C = ParseConversion(&Format, &List);
        if (!PutConversion(&Out, &C, &List)) {
            for (; Start < Format; Start++) PutCharacter(&Out, *Start);
        }
    }
    va_end(List.List);
    Buffer[MINIMUM(Out.Length, Bytes - 1)] = 0;
    return Out.Length;
}

SIZE FormatString(char *Buffer, SIZE Bytes, const char *Format, ...) {
    va_list Arguments;
    va_start(Arguments, Format);
    const SIZE Length = FormatArguments(Buffer, Bytes, Format, Arguments);
    va_end(Arguments);
    return Length;
}
