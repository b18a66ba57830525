// The names of the kernel's functions, from the table that the build appends (tools/symbols.awk).

#include "arch/Arch.h"
#include "base/Format.h"

typedef struct {
    U32 Address;  // the low 32 bits; the image is smaller than that
    U32 Name;     // offset in SymbolNames
} Symbol;

extern const Symbol SymbolTable[];  // by ascending address
extern const char SymbolNames[];
extern const U32 SymbolCount;
extern const U8 TextStart[], TextCodeEnd[];

// The last symbol at or below Address, which lies in the text.
static const Symbol *FindSymbol(U32 Address) {
    U32 First = 0;
    U32 End = SymbolCount;

    while (End - First > 1) {
        const U32 Middle = First + (End - First) / 2;
        if (SymbolTable[Middle].Address <= Address) First = Middle;
        else End = Middle;
    }
    return &SymbolTable[First];
}

const char *DescribeAddress(LINEAR Address, char *Buffer, SIZE Bytes) {
    const BOOL InText = Address >= (LINEAR)TextStart && Address < (LINEAR)TextCodeEnd;

    if (InText && SymbolCount != 0) {
        const Symbol *Found = FindSymbol((U32)Address);
        FormatString(Buffer, Bytes, "%s+0x%x", &SymbolNames[Found->Name],
                     (U32)Address - Found->Address);
    } else {
        FormatString(Buffer, Bytes, "0x%lx", Address);
    }
    return Buffer;
}
