// What memory/ promises: nothing is handed out twice, nothing gets lost, exhaustion is survived.

#include "arch/Arch.h"
#include "base/String.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "memory/KernelStack.h"
#include "memory/Mapping.h"
#include "memory/PageTables.h"
#include "probe/Probe.h"

// Freed again through a list in the frames themselves, as far as the direct map shows them. Those
// above it, on a large x86-32 machine, are looked at through the frame window.
PROBE(FramesRunOutAndComeBack, "exhausting the frame allocator loses no frame") {
    const U32 Before = GetFrameCounts().Free;
    PHYSICAL List = NO_FRAME;
    U32 Taken = 0;

    for (PHYSICAL Frame; (Frame = AllocateFrames(1, DIRECT_MAP_BYTES)) != NO_FRAME; ++Taken) {
        *(PHYSICAL *)DirectMap(Frame) = List;
        List = Frame;
    }
    const U32 Left = GetFrameCounts().Free;
    const PHYSICAL High = AllocateFrame();
    const U32 LeftWithHigh = GetFrameCounts().Free;
    if (High != NO_FRAME) FreeFrame(High);

    while (List != NO_FRAME) {
        const PHYSICAL Next = *(PHYSICAL *)DirectMap(List);
        FreeFrame(List);
        List = Next;
    }
    PROBE_EXPECT(Taken > 0, "%u frames", Taken);
    PROBE_EQUAL(Before - Taken, Left, "frames left");
    PROBE_EXPECT((High == NO_FRAME) == (Left == 0), "0x%llx with %u left", High, Left);
    PROBE_EQUAL(Left - (High != NO_FRAME), LeftWithHigh, "frames left after one more");
    PROBE_EXPECT(High == NO_FRAME || High >= DIRECT_MAP_BYTES, "0x%llx", High);
    PROBE_EQUAL(Before, GetFrameCounts().Free, "free frames");
}

PROBE(FramesAreDistinct, "no frame is handed out twice, none lies in the first MiB or the image") {
    enum { COUNT = 512 };
    static PHYSICAL Frames[COUNT];

    for (U32 Index = 0; Index < COUNT; ++Index) {
        const PHYSICAL Frame = Frames[Index] = AllocateFrame();

        if (!PROBE_EXPECT(Frame != NO_FRAME, "none, after %u", Index)) return;
        PROBE_EXPECT(Frame % PAGE_BYTES == 0 && Frame >= MIB(1), "0x%llx", Frame);
        PROBE_EXPECT(Frame < ImagePhysicalStart() || Frame >= ImagePhysicalEnd(), "0x%llx", Frame);
        for (U32 Other = 0; Other < Index; ++Other) {
            if (Frames[Other] == Frame) PROBE_EXPECT(FALSE, "0x%llx twice", Frame);
        }
    }
    for (U32 Index = 0; Index < COUNT; ++Index) FreeFrame(Frames[Index]);
}

PROBE(FreedFramesArePoisoned, "a freed frame holds junk") {
    const PHYSICAL Frame = AllocateFrames(1, DIRECT_MAP_BYTES);
    const U8 *Bytes = DirectMap(Frame);

    memset(DirectMap(Frame), 1, PAGE_BYTES);
    FreeFrame(Frame);
    PROBE_EQUAL(POISON_FREED, Bytes[0], "first byte");
    PROBE_EQUAL(POISON_FREED, Bytes[PAGE_BYTES - 1], "last byte");
}

PROBE(ContiguousFramesKeepBelowTheLimit, "AllocateFrames returns a run below its limit") {
    const PHYSICAL Run = AllocateFrames(16, MIB(16));

    if (!PROBE_EXPECT(Run != NO_FRAME, "none")) return;
    PROBE_EXPECT(Run + 16 * PAGE_BYTES <= MIB(16), "0x%llx", Run);
    for (U32 Index = 0; Index < 16; ++Index) FreeFrame(Run + Index * PAGE_BYTES);
    PROBE_EXPECT(AllocateFrames(1, MIB(1)) == NO_FRAME, "a frame in the first MiB");
}

PROBE(PagesAreZeroAndComeBack, "AllocatePages clears pages, FreePages returns every frame") {
    const U32 Warm = 64;  // the first use may have made tables, which stay
    FreePages(AllocatePages(Warm), Warm);
    const U32 Before = GetFrameCounts().Free;
    U8 *Pages = AllocatePages(Warm);

    PROBE_EQUAL(Before - Warm, GetFrameCounts().Free, "free frames with the pages in use");
    U32 NotZero = 0;
    for (U32 Index = 0; Index < Warm * PAGE_BYTES; ++Index) NotZero += Pages[Index] != 0;
    PROBE_EQUAL(0, NotZero, "bytes that are not zero");
    FreePages(Pages, Warm);
    PROBE_EQUAL(Before, GetFrameCounts().Free, "free frames afterwards");
    PROBE_EXPECT(!IsMapped((LINEAR)Pages), "the freed page still mapped");
}

// Takes memory away in large pieces until little is left, so that running out doesn't take long.
#define PIECE_FRAMES 256
static PHYSICAL Pieces[1024];

static U32 TakeMostFrames(void) {
    U32 Count = 0;

    while (Count < ARRAY_COUNT(Pieces) && GetFrameCounts().Free > 2 * PIECE_FRAMES) {
        Pieces[Count] = AllocateFrames(PIECE_FRAMES, NO_FRAME);
        if (Pieces[Count] == NO_FRAME) break;
        ++Count;
    }
    return Count;
}

PROBE(TooManyPagesChangeNothing, "an allocation that cannot be met leaves no trace") {
    FreePages(AllocatePages(1), 1);
    const U32 Count = TakeMostFrames();
    const U32 Before = GetFrameCounts().Free;
    const U32 TooMany = Before + 1;

    PROBE_EXPECT(AllocatePages(TooMany) == NULL, "%u pages", TooMany);
    PROBE_EXPECT(AllocatePages(0x7FFFFFFF) == NULL, "more pages than addresses");
    // Tables for the addresses that were tried may have been made: one in 512 pages, and one.
    const U32 After = GetFrameCounts().Free;
    PROBE_EXPECT(Before - After <= TooMany / 512 + 2, "%u frames lost", Before - After);
    PROBE_EXPECT(AllocatePages(TooMany) == NULL, "%u pages", TooMany);
    PROBE_EQUAL(After, GetFrameCounts().Free, "free frames after the second try");
    for (U32 Index = 0; Index < Count * PIECE_FRAMES; ++Index) {
        FreeFrame(Pieces[Index / PIECE_FRAMES] + Index % PIECE_FRAMES * PAGE_BYTES);
    }
}

PROBE(MapPhysicalShowsMemory, "a mapping shows the bytes at its address, unaligned too") {
    const PHYSICAL Frame = AllocateFrames(2, DIRECT_MAP_BYTES);
    U8 *Direct = DirectMap(Frame);

    Direct[PAGE_BYTES - 1] = 0x12;
    Direct[PAGE_BYTES] = 0x34;
    const U8 *Mapped = MapPhysical(Frame + PAGE_BYTES - 1, 2, MAP_READ_ONLY);
    if (PROBE_EXPECT(Mapped != NULL, "no mapping")) {
        PROBE_EQUAL(0x12, Mapped[0], "last byte of the first page");
        PROBE_EQUAL(0x34, Mapped[1], "first byte of the second page");
        UnmapPhysical(Mapped, 2);
        PROBE_EXPECT(!IsMapped((LINEAR)Mapped), "still mapped");
    }
    FreeFrame(Frame);
    FreeFrame(Frame + PAGE_BYTES);
}

PROBE(MapPhysicalRefusesNonsense, "empty, wrapping and unreachable ranges are not mapped") {
    PROBE_EXPECT(MapPhysical(0x1000, 0, MAP_READ_ONLY) == NULL, "an empty range");
    PROBE_EXPECT(MapPhysical(~0ULL, 2, MAP_READ_ONLY) == NULL, "a range that wraps");
    PROBE_EXPECT(MapPhysical(0x1000, ~0ULL, MAP_READ_ONLY) == NULL, "everything");
    PROBE_EXPECT(MapPhysical(1ULL << 60, 1, MAP_READ_ONLY) == NULL, "an address of 60 bits");
}

PROBE(MappingsAreNotExecutable, "data pages and read-only mappings have no further rights") {
    void *Page = AllocatePages(1);
    const void *Mapped = MapPhysical(0, 1, MAP_READ_ONLY | MAP_UNCACHED);
    const U32 PageRights = EntryFlags(*FindPageEntry((LINEAR)Page), 1);
    const U32 MappedRights = EntryFlags(*FindPageEntry((LINEAR)Mapped), 1);
    const U32 Mask = PAGE_WRITABLE | PAGE_EXECUTABLE | PAGE_USER | PAGE_UNCACHED;

    if (NoExecuteBit != 0) PROBE_EQUAL(PAGE_WRITABLE, PageRights & Mask, "rights of a page");
    if (NoExecuteBit != 0) PROBE_EQUAL(PAGE_UNCACHED, MappedRights & Mask, "rights of a mapping");
    PROBE_EXPECT((PageRights & PAGE_USER) == 0, "user mode allowed");
    UnmapPhysical(Mapped, 1);
    FreePages(Page, 1);
}

PROBE(TheImageHasTheRightsOfItsSections,
      "text is not writable, rodata neither, data not executable") {
    for (U32 Index = 0; Index < IMAGE_SECTION_COUNT; ++Index) {
        const ImageSection *Section = &ImageSections[Index];
        const PageEntry *Entry = FindPageEntry(Section->Start);

        if (!PROBE_EXPECT(Entry != NULL, "%s not mapped by small pages", Section->Name)) continue;
        const U32 Rights = EntryFlags(*Entry, 1);
        PROBE_EXPECT((Rights & PAGE_WRITABLE) == (Section->Flags & PAGE_WRITABLE), "%s: 0x%x",
                     Section->Name, Rights);
        if (NoExecuteBit != 0) {
            PROBE_EXPECT((Rights & PAGE_EXECUTABLE) == (Section->Flags & PAGE_EXECUTABLE),
                         "%s: 0x%x", Section->Name, Rights);
        }
    }
    LINEAR Guard;
    for (U32 Index = 0; (Guard = ImageGuardPage(Index)) != 0; ++Index) {
        PROBE_EXPECT(!IsMapped(Guard), "guard page 0x%lx mapped", Guard);
    }
    PROBE_EXPECT(!IsMapped(BootStackBottom() - 1), "the boot stack's guard page mapped");
    PROBE_EXPECT(!IsMapped(0x1000), "the identity map still there");
}

PROBE(StacksHaveAGuardAndAMark, "a page below a stack is unmapped, and its deepest use is known") {
    KernelStack Stack;

    if (!PROBE_EXPECT(AllocateKernelStack(&Stack, 2), "no stack")) return;
    PROBE_EXPECT(!IsMapped(Stack.Bottom - 1), "the guard page mapped");
    PROBE_EXPECT(IsStackGuard(&Stack, Stack.Bottom - 1), "the guard page not known as such");
    PROBE_EXPECT(!IsStackGuard(&Stack, Stack.Bottom), "the stack taken for its guard");
    PROBE_EQUAL(0, StackHighWaterMark(&Stack), "bytes used of a new stack");
    ((U8 *)Stack.Top)[-1000] = 1;
    PROBE_EQUAL(1000, StackHighWaterMark(&Stack), "bytes used");
    FreeKernelStack(&Stack);
}
