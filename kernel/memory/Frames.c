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
static U16 *FurtherOwners;  // of the frame of each bit, beyond the first one, or RECYCLED

#define RECYCLED 0xFFFFu
#define MOST_CLEAR_FRAMES 256

// Recycled frames: full of zeros and in the direct map. They are free, but taken in the table.
static PHYSICAL ClearFrames[MOST_CLEAR_FRAMES];
static U32 ClearCount;

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

// Context of these: interrupts off.
static PHYSICAL TakeFrames(U32 Count, PHYSICAL Limit) {
    PHYSICAL Frame = NO_FRAME;

    for (U32 Index = 0; Index < Managed.Count && Frame == NO_FRAME; ++Index) {
        const FrameRange Range = Managed.Ranges[Index];
        const U64 End = MINIMUM(Range.End, Limit / PAGE_BYTES);

        if (End < Range.First + Count) continue;
        const U32 Bit = TakeBits(&Table, Count, FirstBits[Index],
                                 FirstBits[Index] + (U32)(End - Range.First));
        if (Bit != NO_BIT) Frame = (Range.First + Bit - FirstBits[Index]) * PAGE_BYTES;
    }
    return Frame;
}

static PHYSICAL TakeClearFrame(void) {
    const PHYSICAL Frame = ClearFrames[--ClearCount];

    FurtherOwners[BitOfFrame(Frame)] = 0;
    return Frame;
}

static void PutFrame(PHYSICAL Frame) {
    FillFrame(Frame, POISON_FREED);
    ReleaseBits(&Table, BitOfFrame(Frame), 1);
}

PHYSICAL AllocateFrames(U32 Count, PHYSICAL Limit) {
    const UINT Saved = SaveInterrupts();
    PHYSICAL Frame = TakeFrames(Count, Limit);

    if (Frame == NO_FRAME && ClearCount > 0) {
        while (ClearCount > 0) PutFrame(TakeClearFrame());
        Frame = TakeFrames(Count, Limit);
    }
    RestoreInterrupts(Saved);
    return Frame;
}

PHYSICAL AllocateFrame(void) { return AllocateFrames(1, NO_FRAME); }

PHYSICAL AllocateClearFrame(PHYSICAL Limit) {
    const UINT Saved = SaveInterrupts();
    const BOOL HasClear = ClearCount > 0 && Limit >= DIRECT_MAP_BYTES;
    const PHYSICAL Frame = HasClear ? TakeClearFrame() : AllocateFrames(1, Limit);

    if (!HasClear && Frame != NO_FRAME) FillFrame(Frame, 0);
    RestoreInterrupts(Saved);
    return Frame;
}

// Takes one owner from the frame. Tells whether it was the last.
static BOOL GiveUpFrame(PHYSICAL Frame) {
    const U32 Bit = BitOfFrame(Frame);

    if (!BitIsTaken(&Table, Bit) || FurtherOwners[Bit] == RECYCLED) {
        Panic("memory: frame 0x%llx freed twice", Frame);
    }
    if (FurtherOwners[Bit] == 0) return TRUE;
    --FurtherOwners[Bit];
    return FALSE;
}

void FreeFrame(PHYSICAL Frame) {
    const UINT Saved = SaveInterrupts();

    if (GiveUpFrame(Frame)) PutFrame(Frame);
    RestoreInterrupts(Saved);
}

void RecycleFrame(PHYSICAL Frame, BOOL IsClear) {
    const UINT Saved = SaveInterrupts();

    if (GiveUpFrame(Frame)) {
        if (ClearCount < MOST_CLEAR_FRAMES && Frame < DIRECT_MAP_BYTES) {
            if (!IsClear) FillFrame(Frame, 0);
            FurtherOwners[BitOfFrame(Frame)] = RECYCLED;
            ClearFrames[ClearCount++] = Frame;
        } else {
            PutFrame(Frame);
        }
    }
    RestoreInterrupts(Saved);
}

void ShareFrame(PHYSICAL Frame) {
    const UINT Saved = SaveInterrupts();
    const U32 Bit = BitOfFrame(Frame);

    ASSERT_THAT(BitIsTaken(&Table, Bit) && FurtherOwners[Bit] < RECYCLED - 1, "frame 0x%llx, %u",
                Frame, FurtherOwners[Bit]);
    ++FurtherOwners[Bit];
    RestoreInterrupts(Saved);
}

BOOL FrameIsShared(PHYSICAL Frame) { return FurtherOwners[BitOfFrame(Frame)] > 0; }

FrameCounts GetFrameCounts(void) {
    return (FrameCounts){.Total = Table.Bits, .Free = Table.Bits - Table.Taken + ClearCount};
}
