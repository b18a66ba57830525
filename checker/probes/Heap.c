// What the heap promises.

#include "base/String.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "probe/Probe.h"

#define SLOTS 200
#define STEPS 20000

static U32 Random(U32 *State) {  // xorshift, Marsaglia 2003
    *State ^= *State << 13;
    *State ^= *State >> 17;
    *State ^= *State << 5;
    return *State;
}

static BOOL HoldsOnly(const U8 *Block, SIZE Bytes, U8 Value) {
    for (SIZE Index = 0; Index < Bytes; ++Index) {
        if (Block[Index] != Value) return FALSE;
    }
    return TRUE;
}

PROBE(HeapSurvivesAFuzz, "blocks of random sizes keep their contents and all come back") {
    static struct {
        U8 *Block;
        U32 Bytes;
    } Slots[SLOTS];
    const HeapCounts Before = GetHeapCounts();
    U32 Seed = 0x5EED5EED;

    for (U32 Step = 0; Step < STEPS; ++Step) {
        const U32 Slot = Random(&Seed) % SLOTS;

        if (Slots[Slot].Block == NULL) {
            const U32 Bytes = 1 + Random(&Seed) % (Random(&Seed) % 16 == 0 ? 20000 : 600);
            Slots[Slot].Block = AllocateHeap(Bytes);
            if (!PROBE_EXPECT(Slots[Slot].Block != NULL, "none, step %u", Step)) return;
            PROBE_EXPECT((LINEAR)Slots[Slot].Block % HEAP_ALIGNMENT == 0, "misaligned");
            Slots[Slot].Bytes = Bytes;
            memset(Slots[Slot].Block, (int)(U8)Slot, Bytes);
        } else {
            PROBE_EXPECT(HoldsOnly(Slots[Slot].Block, Slots[Slot].Bytes, (U8)Slot),
                         "other contents, slot %u step %u", Slot, Step);
            FreeHeap(Slots[Slot].Block);
            Slots[Slot].Block = NULL;
        }
    }
    for (U32 Slot = 0; Slot < SLOTS; ++Slot) FreeHeap(Slots[Slot].Block);
    PROBE_EQUAL(Before.Blocks, GetHeapCounts().Blocks, "blocks in use");
    PROBE_EQUAL(Before.Bytes, GetHeapCounts().Bytes, "bytes in use");
}

PROBE(HeapReturnsLargeBlocks, "a large block's pages go back to the frame allocator") {
    FreeHeap(AllocateHeap(100000));
    const U32 Before = GetFrameCounts().Free;
    void *Block = AllocateHeap(100000);

    PROBE_EXPECT(GetFrameCounts().Free < Before, "no frame taken");
    FreeHeap(Block);
    PROBE_EQUAL(Before, GetFrameCounts().Free, "free frames");
}

PROBE(HeapRefusesNonsense, "no bytes, too many bytes and overflowing counts give no block") {
    PROBE_EXPECT(AllocateHeap(0) == NULL, "a block of no bytes");
    PROBE_EXPECT(AllocateHeap(~(SIZE)0) == NULL, "a block of everything");
    PROBE_EXPECT(AllocateHeapZeroed(~(SIZE)0 / 2, 3) == NULL, "an overflow not noticed");
    FreeHeap(NULL);
}

PROBE_PANICS(PanicDoubleFree, "freed twice", "freeing a block twice panics") {
    void *Block = AllocateHeap(40);

    FreeHeap(Block);
    FreeHeap(Block);
}

PROBE_PANICS(PanicHeapOverrun, "written beyond its end", "writing past a block's end panics") {
    U8 *Block = AllocateHeap(40);

    Block[40] = 1;
    FreeHeap(Block);
}

PROBE_PANICS(PanicHeapUnderrun, "damaged", "writing before a block panics") {
    U8 *Block = AllocateHeap(40);

    Block[-1] = 1;
    FreeHeap(Block);
}

PROBE_PANICS(PanicUseAfterFree, "written after it was freed", "writing to a freed block panics") {
    U8 *Block = AllocateHeap(40);

    FreeHeap(Block);
    Block[20] = 1;
    FreeHeap(AllocateHeap(40));
}

PROBE_PANICS(PanicFreeOfNoBlock, "never allocated", "freeing what is no block panics") {
    static U8 Bytes[64];

    FreeHeap(Bytes + 32);
}

PROBE_PANICS(PanicFrameFreedTwice, "freed twice", "freeing a frame twice panics") {
    const PHYSICAL Frame = AllocateFrame();

    FreeFrame(Frame);
    FreeFrame(Frame);
}

PROBE_PANICS(PanicForeignFrame, "is not the address of a frame",
             "freeing memory that is not the allocator's panics") {
    FreeFrame(0xA0000);
}
