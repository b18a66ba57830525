#include "memory/Frames.h"

#include "arch/Arch.h"
#include "base/Assert.h"
#include "base/String.h"
#include "memory/Bitmap.h"
#include "memory/FrameWindow.h"

// One bit per frame that exists: the ranges in a row, without the holes between them. So the table
// is as large as the memory, not as the highest address that the firmware names.
static FrameRanges Managed;
static U32 FirstBits[MAX_FRAME_RANGES];  // the bit of each range's first frame
static Bitmap Table;
static U16 *FurtherOwners;  // of the frame of each bit, beyond the first one

#define MOST_OWNERS 0xFFFFu

// Carves Count consecutive frames out of the lowest range that has them below EARLY_MEMORY_END.
static PHYSICAL CarveFrames(FrameRanges *Usable, U32 Count) {
    for (U32 Index = 0; Index < Usable->Count; ++Index) {
        const FrameRange Range = Usable->Ranges[Index];
        const U64 End = MINIMUM(Range.End, EARLY_MEMORY_END / PAGE_BYTES);

        if (Range.First >= End || End - Range.First < Count) continue;
        RemoveFrameRange(Usable, Range.First, Range.First + Count);
        return Range.First * PAGE_BYTES;
    }
    return NO_FRAME;
}

BOOL InitializeFrames(FrameRanges *Usable) {
    const U32 Frames = (U32)CountFrames(Usable);
    const U32 Words = BITMAP_WORDS(Frames);
    const U32 TableBytes =
        ALIGN_UP(Words * (U32)sizeof(U32) + Frames * (U32)sizeof(U16), PAGE_BYTES);
    const PHYSICAL TableFrames = CarveFrames(Usable, TableBytes / PAGE_BYTES);

    if (Words == 0 || TableFrames == NO_FRAME) return FALSE;
    ASSERT(CountFrames(Usable) <= MAX_FRAMES);

    Managed = *Usable;
    Table.Words = DirectMap(TableFrames);
    memset(Table.Words, 0, TableBytes);
    FurtherOwners = (U16 *)(Table.Words + Words);
    for (U32 Index = 0; Index < Managed.Count; ++Index) {
        FirstBits[Index] = Table.Bits;
        Table.Bits += (U32)(Managed.Ranges[Index].End - Managed.Ranges[Index].First);
    }
    return TRUE;
}

// The bit of the frame at physical address Frame; panics if it is none of ours.
static U32 BitOfFrame(PHYSICAL Frame) {
    const U64 Number = Frame / PAGE_BYTES;

    for (U32 Index = 0; Index < Managed.Count && Frame % PAGE_BYTES == 0; ++Index) {
        const FrameRange Range = Managed.Ranges[Index];

        if (Range.First <= Number && Number < Range.End) {
            return FirstBits[Index] + (U32)(Number - Range.First);
        }
    }
    Panic("memory: 0x%llx is not the address of a frame that can be freed", Frame);
}

PHYSICAL AllocateFrames(U32 Count, PHYSICAL Limit) {
    const UINT Saved = SaveInterrupts();
    PHYSICAL Frame = NO_FRAME;

    for (U32 Index = 0; Index < Managed.Count && Frame == NO_FRAME; ++Index) {
        const FrameRange Range = Managed.Ranges[Index];
        const U64 End = MINIMUM(Range.End, Limit / PAGE_BYTES);

        if (End < Range.First + Count) continue;
        const U32 Bit = TakeBits(&Table, Count, FirstBits[Index],
                                 FirstBits[Index] + (U32)(End - Range.First));
        if (Bit != NO_BIT) Frame = (Range.First + Bit - FirstBits[Index]) * PAGE_BYTES;
    }
    RestoreInterrupts(Saved);
    return Frame;
}

PHYSICAL AllocateFrame(void) { return AllocateFrames(1, NO_FRAME); }

void FreeFrame(PHYSICAL Frame) {
    const UINT Saved = SaveInterrupts();
    const U32 Bit = BitOfFrame(Frame);

    if (!BitIsTaken(&Table, Bit)) Panic("memory: frame 0x%llx freed twice", Frame);
    if (FurtherOwners[Bit] > 0) {
        --FurtherOwners[Bit];
    } else {
        FillFrame(Frame, POISON_FREED);
        ReleaseBits(&Table, Bit, 1);
    }
    RestoreInterrupts(Saved);
}

void ShareFrame(PHYSICAL Frame) {
    const UINT Saved = SaveInterrupts();
    const U32 Bit = BitOfFrame(Frame);

    ASSERT_THAT(BitIsTaken(&Table, Bit) && FurtherOwners[Bit] < MOST_OWNERS, "frame 0x%llx", Frame);
    ++FurtherOwners[Bit];
    RestoreInterrupts(Saved);
}

BOOL FrameIsShared(PHYSICAL Frame) { return FurtherOwners[BitOfFrame(Frame)] > 0; }

FrameCounts GetFrameCounts(void) {
    return (FrameCounts){.Total = Table.Bits, .Free = Table.Bits - Table.Taken};
}
