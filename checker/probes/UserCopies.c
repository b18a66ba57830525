// What memory/UserCopy.h promises: user memory is read and written, or the copy refused, whatever
// the address.

#include "arch/Arch.h"
#include "base/String.h"
#include "memory/AddressSpace.h"
#include "memory/Frames.h"
#include "memory/UserCopy.h"
#include "probe/Probe.h"

#define READ_WRITE (PROT_READ | PROT_WRITE)
#define PRIVATE (MAP_PRIVATE | MAP_ANONYMOUS)
#define PAGE ((LINEAR)PAGE_BYTES)
#define PLACE ((LINEAR)0x400000)
#define FLAG_ACCESS 0x40000  // EFLAGS.AC, Intel SDM vol. 1, "EFLAGS Register"

// Makes a space with two writable pages at PLACE, nothing around them, and enters it.
static AddressSpace *EnterNew(void) {
    AddressSpace *Made = CreateAddressSpace();

    MapUserMemory(Made, PLACE, 2 * PAGE, READ_WRITE, PRIVATE | MAP_FIXED);
    EnterAddressSpace(Made);
    return Made;
}

static void LeaveAndDestroy(AddressSpace *Space) {
    EnterAddressSpace(NULL);
    DestroyAddressSpace(Space);
}

PROBE(CopiesAreExact, "any length at any place arrives whole, with nothing around it changed") {
    AddressSpace *Space = EnterNew();
    U8 Out[48], Back[50];

    for (U32 Index = 0; Index < sizeof(Out); ++Index) Out[Index] = (U8)(Index + 1);
    for (U32 Offset = 0; Offset < 24; ++Offset) {
        for (U32 Bytes = 0; Bytes < sizeof(Out); ++Bytes) {
            const LINEAR Place = PLACE + PAGE - Offset;
            U32 Wrong = 0;

            memset(Back, 0xEE, sizeof(Back));
            PROBE_EXPECT(CopyToUser(Place - 1, Back, sizeof(Back)), "0x%lx", Place);
            PROBE_EXPECT(CopyToUser(Place, Out, Bytes), "0x%lx, %u bytes", Place, Bytes);
            PROBE_EXPECT(CopyFromUser(Back, Place - 1, Bytes + 2), "0x%lx, %u", Place, Bytes);
            for (U32 Index = 0; Index < Bytes; ++Index) Wrong += Back[Index + 1] != Out[Index];
            Wrong += Back[0] != 0xEE || Back[Bytes + 1] != 0xEE;
            PROBE_EQUAL(0, Wrong, "bytes that differ");
        }
    }
    LeaveAndDestroy(Space);
}

typedef struct {
    LINEAR Address;
    SIZE Bytes;
} BadRange;

static const BadRange BadRanges[] = {
    {0, 1}, {0, 8}, {8, 100}, {PLACE - 1, 2}, {PLACE - 8, 16}, {PLACE + 2 * PAGE - 1, 2},
    {PLACE + 2 * PAGE - 8, 64}, {PLACE + 2 * PAGE, 1}, {PLACE, 3 * PAGE}, {USER_END - 1, 1},
    {USER_END - 1, 2}, {USER_END, 1}, {DIRECT_MAP_BASE, 8}, {MAPPED_BASE, 8}, {~(LINEAR)0, 1},
    {~(LINEAR)0, 2}, {PLACE, ~(SIZE)0}, {PLACE, (SIZE)0 - PLACE + 1}, {1, ~(SIZE)0},
    {(LINEAR)1 << (ARCH_BITS - 1), 8}, {(LINEAR)&BadRanges, sizeof(LINEAR)},
};

PROBE(CopiesRefuseWhatIsNotUsers, "holes, kernel addresses and ranges that wrap are refused") {
    AddressSpace *Space = EnterNew();
    static U8 Buffer[3 * PAGE_BYTES];

    for (U32 Index = 0; Index < ARRAY_COUNT(BadRanges); ++Index) {
        const BadRange Range = BadRanges[Index];

        PROBE_EXPECT(!CopyFromUser(Buffer, Range.Address, Range.Bytes), "read of 0x%lx, %zu bytes",
                     Range.Address, Range.Bytes);
        PROBE_EXPECT(!CopyToUser(Range.Address, Buffer, Range.Bytes), "write to 0x%lx, %zu bytes",
                     Range.Address, Range.Bytes);
    }
    PROBE_EXPECT(CopyFromUser(Buffer, PLACE, 2 * PAGE), "all there is");
    PROBE_EXPECT(CopyFromUser(Buffer, 0, 0) && CopyToUser(0, Buffer, 0), "nothing at all");
    LeaveAndDestroy(Space);
    PROBE_EXPECT(!CopyFromUser(Buffer, PLACE, 1), "a read in no space");
    PROBE_EXPECT(!CopyToUser(PLACE, Buffer, 1), "a write in no space");
}

PROBE(CopiesHeedRights, "what may only be read is not written, what nobody may read is not read") {
    AddressSpace *Space = EnterNew();
    U32 Word = 5;

    PROBE_EXPECT(CopyToUser(PLACE, &Word, sizeof(Word)), "not writable");
    ProtectUserMemory(Space, PLACE, PAGE, PROT_READ);
    Word = 6;
    PROBE_EXPECT(!CopyToUser(PLACE, &Word, sizeof(Word)), "written");
    PROBE_EXPECT(CopyFromUser(&Word, PLACE, sizeof(Word)), "not readable");
    PROBE_EQUAL(5, Word, "the word");
    ProtectUserMemory(Space, PLACE, PAGE, PROT_NONE);
    PROBE_EXPECT(!CopyFromUser(&Word, PLACE, sizeof(Word)), "read");
    LeaveAndDestroy(Space);
}

PROBE(CopiesOfStrings, "strings are taken with their NUL, or refused for what is wrong with them") {
    AddressSpace *Space = EnterNew();
    const LINEAR End = PLACE + 2 * PAGE;
    char Text[200], Long[150];

    memset(Long, 'x', sizeof(Long));
    PROBE_EXPECT(CopyToUser(End - 4, "abc", 4), "not writable");
    PROBE_EQUAL(3, CopyStringFromUser(Text, End - 4, sizeof(Text)), "length, at the end");
    PROBE_EXPECT(StringsEqual(Text, "abc"), "'%s'", Text);
    PROBE_EQUAL(0, CopyStringFromUser(Text, End - 1, sizeof(Text)), "length, of nothing");
    PROBE_EQUAL(3, CopyStringFromUser(Text, End - 4, 4), "length, where it just fits");
    PROBE_EQUAL(-ENAMETOOLONG, CopyStringFromUser(Text, End - 4, 3), "no room for the NUL");
    PROBE_EQUAL(-ENAMETOOLONG, CopyStringFromUser(Text, End - 4, 0), "no room at all");
    PROBE_EXPECT(CopyToUser(End - 4, "abcd", 4), "not writable");
    PROBE_EQUAL(-EFAULT, CopyStringFromUser(Text, End - 4, sizeof(Text)), "no NUL");
    PROBE_EQUAL(-ENAMETOOLONG, CopyStringFromUser(Text, End - 4, 4), "no NUL, and no more room");
    PROBE_EQUAL(-EFAULT, CopyStringFromUser(Text, 0, sizeof(Text)), "NULL");
    PROBE_EQUAL(-EFAULT, CopyStringFromUser(Text, DIRECT_MAP_BASE, sizeof(Text)), "the kernel");
    PROBE_EQUAL(-EFAULT, CopyStringFromUser(Text, ~(LINEAR)0, sizeof(Text)), "the last byte");
    for (U32 Offset = 0; Offset < 70; ++Offset) {
        const LINEAR Place = PLACE + PAGE - Offset;

        PROBE_EXPECT(CopyToUser(Place, Long, sizeof(Long)), "0x%lx", Place);
        PROBE_EXPECT(CopyToUser(Place + 2 * Offset, "", 1), "0x%lx", Place);
        PROBE_EQUAL(2 * Offset, CopyStringFromUser(Text, Place, sizeof(Text)), "length");
    }
    LeaveAndDestroy(Space);
}

PROBE(CopiesOfWords, "a word is compared in one piece, also with interrupts off") {
    AddressSpace *Space = EnterNew();
    const U32 Word = 0x12345678;
    BOOL Equal = FALSE;

    PROBE_EXPECT(CopyToUser(PLACE + 4, &Word, sizeof(Word)), "not writable");
    const UINT Saved = SaveInterrupts();
    PROBE_EXPECT(CompareUserWord(PLACE + 4, Word, &Equal) && Equal, "equal words");
    PROBE_EXPECT(CompareUserWord(PLACE + 4, Word + 1, &Equal) && !Equal, "different words");
    PROBE_EXPECT(!CompareUserWord(PLACE + 2, 0, &Equal), "an address that is not aligned");
    PROBE_EXPECT(!CompareUserWord(PLACE - 4, 0, &Equal), "an address where there is nothing");
    PROBE_EXPECT(!CompareUserWord(DIRECT_MAP_BASE, 0, &Equal), "an address of the kernel");
    PROBE_EXPECT(!InterruptsEnabled(), "interrupts on");
    RestoreInterrupts(Saved);
    LeaveAndDestroy(Space);
}

PROBE(CopiesTakePermissionBack, "the kernel may touch user memory while it copies, not later") {
    AddressSpace *Space = EnterNew();
    U32 Word = 1;

    PROBE_EXPECT(CopyToUser(PLACE, &Word, sizeof(Word)), "not writable");
    PROBE_EQUAL(0, ReadFlags() & FLAG_ACCESS, "EFLAGS.AC after a copy");
    PROBE_EXPECT(!CopyFromUser(&Word, PLACE - 4, 8), "read of a hole");
    PROBE_EQUAL(0, ReadFlags() & FLAG_ACCESS, "EFLAGS.AC after a copy that failed");
    LeaveAndDestroy(Space);
}

PROBE_PANICS(PanicOnStrayUserAccess, "#PF page fault, error code 0x1,",
             "with SMAP the kernel can't touch user memory by accident") {
    const U32 Word = 1;

    EnterNew();
    PROBE_EXPECT(CopyToUser(PLACE, &Word, sizeof(Word)), "not writable");
    (void)*(volatile U32 *)PLACE;
}
