// Address spaces under stress: every frame comes back, also when memory runs out anywhere.

#include "arch/Arch.h"
#include "memory/AddressSpace.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "memory/UserCopy.h"
#include "memory/UserSpace.h"
#include "probe/Probe.h"

#define READ_WRITE (PROT_READ | PROT_WRITE)
#define PRIVATE (MAP_PRIVATE | MAP_ANONYMOUS)
#define SHARED (MAP_SHARED | MAP_ANONYMOUS)
#define PAGE ((LINEAR)PAGE_BYTES)
#define PLACE ((LINEAR)0x400000)
#define UNREADABLE 0xBADBAD00u

static U32 WordAt(LINEAR Address) {
    U32 Word;
    return CopyFromUser(&Word, Address, sizeof(Word)) ? Word : UNREADABLE;
}

static BOOL Write(LINEAR Address, U32 Word) { return CopyToUser(Address, &Word, sizeof(Word)); }

static BOOL Map(AddressSpace *Space, LINEAR Address, SIZE Pages, U32 Kind) {
    const U32 Flags = Kind | MAP_FIXED;
    return MapUserMemory(Space, Address, Pages * PAGE, READ_WRITE, Flags) == (INT)Address;
}

static void LeaveAndDestroy(AddressSpace *Space) {
    EnterAddressSpace(NULL);
    DestroyAddressSpace(Space);
}

// Frames that are free, and those of the heap, which it keeps for ever.
static U32 FramesLeft(void) { return GetFrameCounts().Free + GetHeapCounts().Pages; }

// One of each page table, two of some levels, on both architectures.
static const LINEAR Places[] = {0x10000,    0x1FF000,   0x200000,
                                0x40000000, 0x7FFFF000, 0x90000000};

PROBE(SpacesGiveTablesBack, "unmapping gives back each frame and each table that nothing needs") {
    const U32 AtStart = FramesLeft();
    AddressSpace *Space = CreateAddressSpace();
    EnterAddressSpace(Space);
    PROBE_EXPECT(Map(Space, Places[1], 1, PRIVATE) && Write(Places[1], 1), "no first page");
    const U32 Before = FramesLeft();

    for (U32 Round = 0; Round < 3; ++Round) {
        for (U32 Index = 2; Index < ARRAY_COUNT(Places); ++Index) {
            PROBE_EXPECT(Map(Space, Places[Index], 1, PRIVATE), "0x%lx", Places[Index]);
            PROBE_EQUAL(0, WordAt(Places[Index]), "a fresh word");
            PROBE_EXPECT(Write(Places[Index], Index), "0x%lx", Places[Index]);
        }
        PROBE_EXPECT(Before - FramesLeft() >= 6, "%u frames", Before - FramesLeft());
        for (U32 Index = 2; Index < ARRAY_COUNT(Places); ++Index) {
            PROBE_EQUAL(Index, WordAt(Places[Index]), "word");
            PROBE_EQUAL(0, UnmapUserMemory(Space, Places[Index], PAGE), "munmap");
            PROBE_EQUAL(UNREADABLE, WordAt(Places[Index]), "an unmapped word");
        }
        PROBE_EQUAL(1, WordAt(Places[1]), "the word that stays");
        PROBE_EQUAL(Before, FramesLeft(), "frames left");
    }
    PROBE_EXPECT(Map(Space, 0x20000000, 0x20000, PRIVATE), "512 MiB");
    PROBE_EXPECT(Write(0x2F000000, 5), "its middle");
    PROBE_EQUAL(0, UnmapUserMemory(Space, USER_BEGIN, USER_END - USER_BEGIN), "munmap of all");
    LeaveAndDestroy(Space);
    PROBE_EQUAL(AtStart, FramesLeft(), "frames left at the end");
}

// What a page of the storm is meant to be.
typedef struct {
    BOOL IsMapped;
    BOOL IsWritable;
    U32 Words[2];  // its first and its last one
} ModelPage;

#define STORM_PAGES 200
#define STORM_SPACES 3

static ModelPage Model[STORM_SPACES][STORM_PAGES];
static AddressSpace *Storm[STORM_SPACES];

static U32 Random(U32 Bound) {
    static U32 State = 12345;
    State = State * 1664525 + 1013904223;
    return (State >> 8) % Bound;
}

// Two stretches of pages in tables of their own.
static LINEAR StormPage(U32 Index) {
    return (Index < STORM_PAGES / 2 ? PLACE - 50 * PAGE : 0x7FF00000) + Index * PAGE;
}

static void ChangePages(U32 Which, U32 First, U32 Count) {
    const U32 Action = Random(3);
    const LINEAR Address = StormPage(First);
    BOOL IsCovered = TRUE;

    for (U32 Index = First; Index < First + Count; ++Index) {
        IsCovered = IsCovered && Model[Which][Index].IsMapped;
    }
    if (Action == 0) PROBE_EXPECT(Map(Storm[Which], Address, Count, PRIVATE), "0x%lx", Address);
    if (Action == 1) PROBE_EQUAL(0, UnmapUserMemory(Storm[Which], Address, Count * PAGE), "munmap");
    if (Action == 2) {
        const INT Result = ProtectUserMemory(Storm[Which], Address, Count * PAGE, PROT_READ);
        PROBE_EQUAL(IsCovered ? 0 : -ENOMEM, Result, "mprotect");
    }
    for (U32 Index = First; Index < First + Count; ++Index) {
        if (Action < 2) Model[Which][Index] = (ModelPage){Action == 0, Action == 0, {0}};
        else if (IsCovered) Model[Which][Index].IsWritable = FALSE;
    }
}

static void TouchPage(U32 Which, U32 Index, U32 Word) {
    ModelPage *Page = &Model[Which][Index];
    const LINEAR Address = StormPage(Index);
    const U32 Written = Random(2);

    EnterAddressSpace(Storm[Which]);
    if (Random(2) == 0) {
        const BOOL IsDone = Write(Address + Written * (PAGE - 4), Word);

        PROBE_EQUAL(Page->IsWritable, IsDone, "whether a write goes through");
        if (IsDone) Page->Words[Written] = Word;
    }
    PROBE_EQUAL(Page->IsMapped ? Page->Words[0] : UNREADABLE, WordAt(Address), "word");
    PROBE_EQUAL(Page->IsMapped ? Page->Words[1] : UNREADABLE, WordAt(Address + PAGE - 4), "word");
}

static void ForkStorm(U32 From, U32 To) {
    EnterAddressSpace(Storm[From]);
    if (Storm[To] != NULL) DestroyAddressSpace(Storm[To]);
    Storm[To] = ForkAddressSpace(Storm[From]);
    for (U32 Index = 0; Index < STORM_PAGES; ++Index) Model[To][Index] = Model[From][Index];
}

PROBE(SpacesStandAStorm, "through 3000 random changes, faults and forks each word stays right") {
    const U32 Before = FramesLeft();

    Storm[0] = CreateAddressSpace();
    ForkStorm(0, 1);
    ForkStorm(1, 2);
    for (U32 Round = 1; Round <= 3000; ++Round) {
        const U32 Which = Random(STORM_SPACES), First = Random(STORM_PAGES);
        const U32 Half = First < STORM_PAGES / 2 ? STORM_PAGES / 2 : STORM_PAGES;
        const U32 Length = 1 + Random(Random(2) == 0 ? 4 : 90);

        if (Random(40) == 0) ForkStorm(Which, (Which + 1) % STORM_SPACES);
        if (Random(3) == 0) ChangePages(Which, First, MINIMUM(Length, Half - First));
        TouchPage(Which, Random(STORM_PAGES), Round);
    }
    EnterAddressSpace(NULL);
    for (U32 Which = 0; Which < STORM_SPACES; ++Which) {
        DestroyAddressSpace(Storm[Which]);
        Storm[Which] = NULL;
    }
    PROBE_EQUAL(Before, FramesLeft(), "frames left");
}

// Memory that the probe has taken away: frames in a list through themselves, heap blocks too.
typedef struct Held {
    struct Held *Next;
} Held;

static PHYSICAL HeldFrames = NO_FRAME;
static Held *HeldBlocks;

static void HoldFrames(void) {
    for (PHYSICAL Frame; (Frame = AllocateFrames(1, DIRECT_MAP_BYTES)) != NO_FRAME;) {
        *(PHYSICAL *)DirectMap(Frame) = HeldFrames;
        HeldFrames = Frame;
    }
}

static void ReleaseFrames(U32 Count) {
    for (; Count > 0 && HeldFrames != NO_FRAME; --Count) {
        const PHYSICAL Frame = HeldFrames;

        HeldFrames = *(PHYSICAL *)DirectMap(Frame);
        FreeFrame(Frame);
    }
}

// Takes all frames, and the blocks of the heap that would do without one.
static void HoldMemory(void) {
    HoldFrames();
    for (SIZE Bytes = 16; Bytes < HEAP_LARGEST_SMALL; Bytes += 16) {
        for (Held *Block; (Block = AllocateHeap(Bytes)) != NULL; HeldBlocks = Block) {
            Block->Next = HeldBlocks;
        }
    }
}

static void ReleaseMemory(void) {
    ReleaseFrames(~0u);
    while (HeldBlocks != NULL) {
        Held *Block = HeldBlocks;

        HeldBlocks = Block->Next;
        FreeHeap(Block);
    }
}

// What the child of a fork does, and what its parent does then. FALSE if memory has run out.
static BOOL LiveApart(AddressSpace *Parent, AddressSpace *Child) {
    EnterAddressSpace(Child);
    const BOOL ChildWrote = Write(PLACE, 3);
    PROBE_EQUAL(ChildWrote ? 3 : 1, WordAt(PLACE), "the child's word");
    EnterAddressSpace(Parent);
    PROBE_EQUAL(1, WordAt(PLACE), "the parent's word");
    DestroyAddressSpace(Child);
    return ChildWrote;
}

// All that takes memory, each thing once. Tells whether there was enough of it.
static BOOL LiveALife(void) {
    AddressSpace *Space = CreateAddressSpace();
    if (Space == NULL) return FALSE;

    EnterAddressSpace(Space);
    BOOL IsEnough = Map(Space, PLACE, 2, PRIVATE) && Map(Space, 0x50000000, 3, SHARED) &&
                    Write(PLACE, 1) && Write(0x50000000, 2);
    if (IsEnough) {
        AddressSpace *Child = ForkAddressSpace(Space);

        PROBE_EQUAL(1, WordAt(PLACE), "the word after the fork");
        if (Child == NULL) PROBE_EXPECT(Write(PLACE, 1), "not writable after a fork that failed");
        IsEnough = Child != NULL && LiveApart(Space, Child);
        PROBE_EXPECT(Write(PLACE, 4), "not writable after the child's end");
    }
    LeaveAndDestroy(Space);
    return IsEnough;
}

PROBE(SpacesOutlastMemory, "wherever memory runs out, nothing is lost and the rest stays right") {
    const U32 Before = FramesLeft();
    U32 Frames = 0;

    for (BOOL IsEnough = FALSE; !IsEnough && Frames < 100; ++Frames) {
        HoldMemory();
        const U32 LeftBefore = FramesLeft(), Blocks = GetHeapCounts().Blocks;
        ReleaseFrames(Frames);
        IsEnough = LiveALife();
        PROBE_EQUAL(LeftBefore + Frames, FramesLeft(), "frames left");
        PROBE_EQUAL(Blocks, GetHeapCounts().Blocks, "heap blocks in use");
    }
    ReleaseMemory();
    PROBE_EXPECT(Frames > 12 && Frames < 100, "%u frames were enough", Frames);
    PROBE_EQUAL(Before, FramesLeft(), "frames left at the end");
}
