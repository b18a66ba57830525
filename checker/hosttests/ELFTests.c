#include <string.h>

#include "Test.h"
#include "process/ELF.h"

static const ELFTarget Target32 = {32, ELF_MACHINE_386, 0x10000, 0xC0000000};
static const ELFTarget Target64 = {64, ELF_MACHINE_X86_64, 0x10000, 0x7FFFFFFFF000};

#define FILE_BYTES 0x6000
static U8 File[FILE_BYTES];
static ELFProgram Program;

static void Put(U32 Offset, U64 Value, U32 Bytes) {
    for (U32 Index = 0; Index < Bytes; Index++) File[Offset + Index] = (U8)(Value >> 8 * Index);
}

typedef struct {
    U64 Type, Flags, Offset, Address, FileBytes, MemoryBytes;
} Header;

static U32 HeaderAt(const ELFTarget *Target, U32 Index) {
    return Target->AddressBits == 64 ? 64 + 56 * Index : 52 + 32 * Index;
}

static void PutHeader(const ELFTarget *Target, U32 Index, Header Segment) {
    const U32 At = HeaderAt(Target, Index);
    const BOOL Is64 = Target->AddressBits == 64;
    const U32 Word = Is64 ? 8 : 4;

    Put(At, Segment.Type, 4);
    Put(At + (Is64 ? 4 : 24), Segment.Flags, 4);
    Put(At + Word, Segment.Offset, Word);
    Put(At + 2 * Word, Segment.Address, Word);
    Put(At + 3 * Word, Segment.Address, Word);
    Put(At + 4 * Word, Segment.FileBytes, Word);
    Put(At + 5 * Word, Segment.MemoryBytes, Word);
}

static const Header Text = {1, 5, 0, 0x400000, 0x1234, 0x1234};
static const Header Data = {1, 6, 0x2000, 0x402000, 0x800, 0x3000};
static const Header Stack = {0x6474e551, 6, 0, 0, 0, 0};

// A program of three headers, the last of which the format asks loaders to overlook.
static void BuildProgram(const ELFTarget *Target) {
    const BOOL Is64 = Target->AddressBits == 64;
    const U32 Word = Is64 ? 8 : 4;

    memset(File, 0, sizeof(File));
    memcpy(File, "\177ELF", 4);
    File[4] = Is64 ? 2 : 1;
    File[5] = File[6] = 1;
    Put(16, 2, 2);
    Put(18, Target->Machine, 2);
    Put(20, 1, 4);
    Put(24, 0x400100, Word);
    Put(24 + Word, HeaderAt(Target, 0), Word);
    const U32 Rest = 24 + 3 * Word + 4;
    Put(Rest, HeaderAt(Target, 0), 2);
    Put(Rest + 2, HeaderAt(Target, 1) - HeaderAt(Target, 0), 2);
    Put(Rest + 4, 3, 2);
    PutHeader(Target, 0, Text);
    PutHeader(Target, 1, Data);
    PutHeader(Target, 2, Stack);
}

// Parses from a copy that ends where the head does, so that a read behind it is caught.
static ELFResult Parse(const ELFTarget *Target, U32 FileBytes) {
    const U32 HeadBytes = MINIMUM(FileBytes, ELF_HEAD_BYTES);
    U8 *Head = malloc(HeadBytes == 0 ? 1 : HeadBytes);

    memcpy(Head, File, HeadBytes);
    const ELFResult Result = ParseELF(Head, HeadBytes, FileBytes, Target, &Program);
    free(Head);
    return Result;
}

static void TestGood(const ELFTarget *Target) {
    BuildProgram(Target);
    EXPECT_EQUAL(ELF_GOOD, Parse(Target, FILE_BYTES));
    EXPECT_EQUAL(2, Program.SegmentCount);
    EXPECT_EQUAL(0x400100, Program.Entry);
    EXPECT_EQUAL(0x405000, Program.End);
    EXPECT_EQUAL(0x402000, Program.Segments[1].Address);
    EXPECT_EQUAL(0x800, Program.Segments[1].FileBytes);
    EXPECT_EQUAL(0x3000, Program.Segments[1].MemoryBytes);
    EXPECT_EQUAL(0x2000, Program.Segments[1].FileOffset);
    EXPECT_EQUAL(ELF_READABLE | ELF_WRITABLE, Program.Segments[1].Rights);
}

static void ExpectWithData(const ELFTarget *Target, ELFResult Expected, Header Changed) {
    BuildProgram(Target);
    PutHeader(Target, 1, Changed);
    EXPECT_THAT(Parse(Target, FILE_BYTES) == Expected,
                "%u bits: expected %u for type %llu at 0x%llx, 0x%llx of 0x%llx bytes",
                Target->AddressBits, Expected, Changed.Type, Changed.Address, Changed.FileBytes,
                Changed.MemoryBytes);
}

static void TestSegments(const ELFTarget *Target) {
    const U64 Top = Target->AddressBits == 64 ? ~0ULL : 0xFFFFFFFF;
    const U64 End = Target->End;

    ExpectWithData(Target, ELF_GOOD, (Header){1, 6, 0x5800, 0x402000, 0x800, 0x800});
    ExpectWithData(Target, ELF_BAD_SEGMENT, (Header){1, 6, 0x5801, 0x402000, 0x800, 0x800});
    ExpectWithData(Target, ELF_BAD_SEGMENT, (Header){1, 6, Top, 0x402000, 2, 2});
    ExpectWithData(Target, ELF_BAD_SEGMENT, (Header){1, 6, 0, 0x402000, 0x801, 0x800});
    ExpectWithData(Target, ELF_BAD_SEGMENT, (Header){1, 6, 0, 0x401FFF, 1, 1});
    ExpectWithData(Target, ELF_BAD_SEGMENT, (Header){1, 6, 0, 0x3FF000, 1, 1});
    ExpectWithData(Target, ELF_BAD_SEGMENT, (Header){1, 6, 0, 0, 1, 1});
    ExpectWithData(Target, ELF_GOOD, (Header){1, 6, 0, End - 1, 1, 1});
    ExpectWithData(Target, ELF_BAD_SEGMENT, (Header){1, 6, 0, End - 1, 1, 2});
    ExpectWithData(Target, ELF_BAD_SEGMENT, (Header){1, 6, 0, End + 0x1000, 1, 1});
    ExpectWithData(Target, ELF_BAD_SEGMENT, (Header){1, 6, 0, Top - 0xFFF, 1, 0x2000});
    ExpectWithData(Target, ELF_BAD_SEGMENT, (Header){1, 6, 0, 0x402000, 1, Top});
    ExpectWithData(Target, ELF_BAD_RIGHTS, (Header){1, 7, 0, 0x402000, 1, 1});
    ExpectWithData(Target, ELF_NEEDS_LOADER, (Header){3, 4, 0, 0x402000, 1, 1});
    ExpectWithData(Target, ELF_NEEDS_LOADER, (Header){2, 4, 0, 0x402000, 1, 1});
    ExpectWithData(Target, ELF_GOOD, (Header){1, 6, 0, 0x402000, 0, 0});
}

static void TestHeader(const ELFTarget *Target) {
    const U32 Rest = Target->AddressBits == 64 ? 52 : 40;
    const ELFTarget *Other = Target == &Target64 ? &Target32 : &Target64;

    BuildProgram(Target);
    EXPECT_EQUAL(ELF_OTHER_TARGET, Parse(Other, FILE_BYTES));
    EXPECT_EQUAL(ELF_NOT_ELF, Parse(Target, 0));
    EXPECT_EQUAL(ELF_NOT_ELF, Parse(Target, Rest));
    EXPECT_EQUAL(ELF_NOT_ELF, Parse(Target, HeaderAt(Target, 3) - 1));
    Put(16, 3, 2);  // shared object
    EXPECT_EQUAL(ELF_OTHER_TARGET, Parse(Target, FILE_BYTES));
    BuildProgram(Target);
    Put(24, 0x402000, 4);
    EXPECT_EQUAL(ELF_BAD_ENTRY, Parse(Target, FILE_BYTES));
    Put(24, 0x401234, 4);  // right behind the text
    EXPECT_EQUAL(ELF_BAD_ENTRY, Parse(Target, FILE_BYTES));
    Put(24, 0x401233, 4);
    EXPECT_EQUAL(ELF_GOOD, Parse(Target, FILE_BYTES));
    BuildProgram(Target);
    Put(Rest + 4, 0xFFFF, 2);
    EXPECT_EQUAL(ELF_NOT_ELF, Parse(Target, FILE_BYTES));
    Put(Rest + 4, 0, 2);
    EXPECT_EQUAL(ELF_BAD_ENTRY, Parse(Target, FILE_BYTES));

    BuildProgram(Target);
    for (U32 Index = 0; Index <= ELF_MAX_SEGMENTS; Index++) {
        PutHeader(Target, Index, (Header){1, 5, 0, 0x400000 + 0x1000 * Index, 0x1000, 0x1000});
    }
    Put(Rest + 4, ELF_MAX_SEGMENTS, 2);
    EXPECT_EQUAL(ELF_GOOD, Parse(Target, FILE_BYTES));
    Put(Rest + 4, ELF_MAX_SEGMENTS + 1, 2);
    EXPECT_EQUAL(ELF_TOO_MANY, Parse(Target, FILE_BYTES));
}

void TestELF(void) {
    const ELFTarget *Targets[] = {&Target32, &Target64};

    for (U32 Index = 0; Index < ARRAY_COUNT(Targets); Index++) {
        TestGood(Targets[Index]);
        TestSegments(Targets[Index]);
        TestHeader(Targets[Index]);
    }
}

// What ELF.h promises of a program that was accepted.
static void CheckPromises(const ELFTarget *Target, U32 FileBytes) {
    BOOL HasEntry = FALSE;
    U64 FirstFree = Target->Lowest;

    EXPECT(Program.SegmentCount >= 1 && Program.SegmentCount <= ELF_MAX_SEGMENTS);
    for (U32 Index = 0; Index < Program.SegmentCount; Index++) {
        const ELFSegment *Segment = &Program.Segments[Index];
        const U64 Offset = Program.Entry - Segment->Address;

        EXPECT(Segment->MemoryBytes > 0 && Segment->FileBytes <= Segment->MemoryBytes);
        EXPECT(Segment->FileBytes <= FileBytes);
        EXPECT(Segment->FileOffset <= FileBytes - Segment->FileBytes);
        EXPECT(Segment->Address >= FirstFree && Segment->MemoryBytes <= Target->End);
        EXPECT(Segment->Address <= Target->End - Segment->MemoryBytes);
        EXPECT((Segment->Rights & 3) != 3 && Segment->Rights <= 7);
        HasEntry |= (Segment->Rights & 1) != 0 && Offset < Segment->MemoryBytes;
        FirstFree = (Segment->Address + Segment->MemoryBytes + 0xFFF) & ~0xFFFULL;
        EXPECT(Index == 0 || Segment->Address / 0x1000 * 0x1000 >=
                                 Program.Segments[Index - 1].Address +
                                     Program.Segments[Index - 1].MemoryBytes);
    }
    EXPECT(HasEntry);
}

void FuzzELF(U32 Rounds) {
    static const U64 Nasty[] = {0, 1, 2, 3, 7, 0x1000, 0xFFF, 0x402000, 0x7FFFFFFF, 0xFFFFFFFF,
                                ~0ULL, 0x7FFFFFFFF000, 0xC0000000, 0xBFFFF000, FILE_BYTES};
    U32 Accepted = 0;

    for (U32 Round = 0; Round < Rounds; Round++) {
        const ELFTarget *Target = Random(2) == 0 ? &Target32 : &Target64;
        BuildProgram(Target);
        for (U32 Left = Random(6); Left > 0; Left--) {
            const U32 Bytes = 1u << Random(4);
            const U64 Value = Random(2) == 0 ? Random(0x7FFFFFFF) : Nasty[Random(15)];
            Put(Random(HeaderAt(Target, 4)), Value, Bytes);
        }
        const U32 FileBytes = Random(4) == 0 ? Random(FILE_BYTES) : FILE_BYTES;
        if (Parse(Target, FileBytes) != ELF_GOOD) continue;
        CheckPromises(Target, FileBytes);
        Accepted++;
    }
    EXPECT_THAT(Accepted > Rounds / 20, "only %u programs of %u are good", Accepted, Rounds);
}
