#include "firmware/FADT.h"

#include "firmware/Bytes.h"
#include "firmware/Table.h"

// ACPI 6.5, section 20.3 "AML Byte Stream Byte Values".
enum {
    AML_ZERO = 0x00,
    AML_ONE = 0x01,
    AML_NAME = 0x08,
    AML_BYTE = 0x0A,
    AML_WORD = 0x0B,
    AML_DWORD = 0x0C,
    AML_PACKAGE = 0x12,
    AML_ROOT = '\\',
    NAME_BYTES = 4,
    MAX_SLEEP_TYPE = 7,  // SLP_TYPx has three bits (section 4.8.3.2.1, table 4.13)
};

// A place in the bytecode. Reading past End yields zero and is remembered.
typedef struct {
    const U8 *At;
    const U8 *End;
    BOOL Failed;
} Cursor;

static U8 NextByte(Cursor *Code) {
    if (Code->At < Code->End) return *Code->At++;
    Code->Failed = TRUE;
    return 0;
}

// Section 20.2.4: the two top bits of the first byte tell how many more bytes there are. What the
// length says does not matter here; the elements are read one by one and checked.
static void SkipPackageLength(Cursor *Code) {
    for (U32 More = NextByte(Code) >> 6; More > 0; More--) {
        NextByte(Code);
    }
}

// Section 20.2.3: an integer constant in any of its widths up to 32 bits.
static U32 NextInteger(Cursor *Code) {
    U32 Bytes = 0;
    switch (NextByte(Code)) {
        case AML_ZERO: return 0;
        case AML_ONE: return 1;
        case AML_BYTE: Bytes = 1; break;
        case AML_WORD: Bytes = 2; break;
        case AML_DWORD: Bytes = 4; break;
        default: Code->Failed = TRUE; return 0;
    }
    U32 Value = 0;
    for (U32 Index = 0; Index < Bytes; Index++) {
        Value |= (U32)NextByte(Code) << (8 * Index);
    }
    return Value;
}

// Reads what follows the name: Package(n) { TypeA, TypeB, ... }.
static BOOL ReadPackage(Cursor Code, SleepType *Type) {
    if (NextByte(&Code) != AML_PACKAGE) return FALSE;
    SkipPackageLength(&Code);
    const U8 Elements = NextByte(&Code);
    const U32 TypeA = NextInteger(&Code);
    const U32 TypeB = Elements >= 2 ? NextInteger(&Code) : 0;
    if (Code.Failed || Elements == 0 || TypeA > MAX_SLEEP_TYPE || TypeB > MAX_SLEEP_TYPE) {
        return FALSE;
    }
    *Type = (SleepType){.TypeA = (U8)TypeA, .TypeB = (U8)TypeB};
    return TRUE;
}

// Whether the name at Name is being defined: Name(_S5_, ...) or Name(\_S5_, ...).
static BOOL IsDefinition(const U8 *Name) {
    return Name[-1] == AML_NAME || (Name[-1] == AML_ROOT && Name[-2] == AML_NAME);
}

BOOL FindS5(const U8 *Table, U32 Length, SleepType *Type) {
    // The two bytes before the name are those of IsDefinition; the header is longer than that.
    for (U32 Offset = TABLE_HEADER_BYTES + 1; Offset + NAME_BYTES <= Length; Offset++) {
        const U8 *Name = Table + Offset;
        if (!StartsWith(Name, "_S5_", NAME_BYTES) || !IsDefinition(Name)) continue;
        const Cursor Code = {.At = Name + NAME_BYTES, .End = Table + Length};
        if (ReadPackage(Code, Type)) return TRUE;
    }
    return FALSE;
}
