#include "process/ELF.h"

#define IDENT_BYTES 16
#define DATA_LITTLE_ENDIAN 1
#define VERSION_CURRENT 1
#define TYPE_EXECUTABLE 2

#define SEGMENT_LOAD 1
#define SEGMENT_DYNAMIC 2
#define SEGMENT_INTERPRETER 3

// Where the fields lie that both classes have in different places.
typedef struct {
    U32 WordBytes;
    U32 HeaderBytes;
    U32 HeadersOffset;  // e_phoff
    U32 EntryBytes;     // e_phentsize
    U32 SegmentBytes;   // of a program header
    U32 Flags, Offset, Address, FileBytes, MemoryBytes;  // in it
} Layout;

static const Layout Layout32 = {4, 52, 28, 42, 32, 24, 4, 8, 16, 20};
static const Layout Layout64 = {8, 64, 32, 54, 56, 4, 8, 16, 32, 40};

static U64 Read(const U8 *Bytes, U32 Count) {
    U64 Value = 0;

    for (U32 Index = Count; Index-- > 0;) Value = Value << 8 | Bytes[Index];
    return Value;
}

// e_ident, e_type, e_machine and e_version stand in the same places in both classes.
static ELFResult CheckHeader(const U8 *Head, SIZE HeadBytes, const ELFTarget *Target,
                             const Layout *Form) {
    if (HeadBytes < IDENT_BYTES) return ELF_NOT_ELF;
    if (Head[0] != 0x7F || Head[1] != 'E' || Head[2] != 'L' || Head[3] != 'F') return ELF_NOT_ELF;
    if (Head[4] != Target->AddressBits / 32 || Head[5] != DATA_LITTLE_ENDIAN) {
        return ELF_OTHER_TARGET;
    }
    if (HeadBytes < Form->HeaderBytes) return ELF_NOT_ELF;
    if (Head[6] != VERSION_CURRENT || Read(Head + 20, 4) != VERSION_CURRENT ||
        Read(Head + 16, 2) != TYPE_EXECUTABLE || Read(Head + 18, 2) != Target->Machine) {
        return ELF_OTHER_TARGET;
    }
    return Read(Head + Form->EntryBytes, 2) == Form->SegmentBytes ? ELF_GOOD : ELF_NOT_ELF;
}

static BOOL IsWithin(U64 Start, U64 Bytes, U64 Lowest, U64 End) {
    return Start >= Lowest && Start <= End && Bytes <= End - Start;
}

// Appends the segment that Header describes, which must lie behind all before it.
static ELFResult AddSegment(const U8 *Header, U64 FileBytes, const ELFTarget *Target,
                            const Layout *Form, ELFProgram *Program) {
    const ELFSegment Segment = {
        .Address = Read(Header + Form->Address, Form->WordBytes),
        .MemoryBytes = Read(Header + Form->MemoryBytes, Form->WordBytes),
        .FileOffset = Read(Header + Form->Offset, Form->WordBytes),
        .FileBytes = Read(Header + Form->FileBytes, Form->WordBytes),
        .Rights = (U32)Read(Header + Form->Flags, 4) &
                  (ELF_READABLE | ELF_WRITABLE | ELF_EXECUTABLE),
    };
    const U64 FirstFree = ALIGN_UP(Program->End, ELF_PAGE_BYTES);

    if (Segment.FileBytes > Segment.MemoryBytes) return ELF_BAD_SEGMENT;
    if (!IsWithin(Segment.FileOffset, Segment.FileBytes, 0, FileBytes)) return ELF_BAD_SEGMENT;
    if (!IsWithin(Segment.Address, Segment.MemoryBytes, Target->Lowest, Target->End)) {
        return ELF_BAD_SEGMENT;
    }
    if (Segment.MemoryBytes == 0) return ELF_GOOD;
    if (Program->SegmentCount != 0 && ALIGN_DOWN(Segment.Address, ELF_PAGE_BYTES) < FirstFree) {
        return ELF_BAD_SEGMENT;
    }
    if ((Segment.Rights & ELF_WRITABLE) && (Segment.Rights & ELF_EXECUTABLE)) {
        return ELF_BAD_RIGHTS;
    }
    if (Program->SegmentCount == ELF_MAX_SEGMENTS) return ELF_TOO_MANY;
    Program->Segments[Program->SegmentCount++] = Segment;
    Program->End = Segment.Address + Segment.MemoryBytes;
    return ELF_GOOD;
}

static BOOL IsExecutable(const ELFProgram *Program, U64 Address) {
    for (U32 Index = 0; Index < Program->SegmentCount; Index++) {
        const ELFSegment *Segment = &Program->Segments[Index];
        if (!(Segment->Rights & ELF_EXECUTABLE)) continue;
        if (Address >= Segment->Address && Address - Segment->Address < Segment->MemoryBytes) {
            return TRUE;
        }
    }
    return FALSE;
}

ELFResult ParseELF(const U8 *Head, SIZE HeadBytes, U64 FileBytes, const ELFTarget *Target,
                   ELFProgram *Program) {
    const Layout *Form = Target->AddressBits == 64 ? &Layout64 : &Layout32;
    const ELFResult Header = CheckHeader(Head, HeadBytes, Target, Form);

    if (Header != ELF_GOOD) return Header;
    const U64 Offset = Read(Head + Form->HeadersOffset, Form->WordBytes);
    const U64 Count = Read(Head + Form->EntryBytes + 2, 2);
    if (!IsWithin(Offset, Count * Form->SegmentBytes, 0, HeadBytes)) return ELF_NOT_ELF;

    Program->SegmentCount = 0;
    Program->End = 0;
    for (U64 Index = 0; Index < Count; Index++) {
        const U8 *Entry = Head + Offset + Index * Form->SegmentBytes;
        const U64 Type = Read(Entry, 4);
        if (Type == SEGMENT_DYNAMIC || Type == SEGMENT_INTERPRETER) return ELF_NEEDS_LOADER;
        if (Type != SEGMENT_LOAD) continue;
        const ELFResult Result = AddSegment(Entry, FileBytes, Target, Form, Program);
        if (Result != ELF_GOOD) return Result;
    }
    Program->Entry = Read(Head + 24, Form->WordBytes);
    return IsExecutable(Program, Program->Entry) ? ELF_GOOD : ELF_BAD_ENTRY;
}
