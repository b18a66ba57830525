// FrameRanges: a set of page frames, kept as sorted ranges that neither touch nor overlap.
//
// The firmware's memory map is untrusted: its regions come unsorted, overlap, contradict each
// other, have no length or lie beyond what the CPU can address. Adding all that is usable and then
// removing all that is not gives one answer whatever their order: what anyone claims, nobody gets.
//
// Pure data: no allocation, no hardware, no log. When a set is full it gives up the smaller piece
// of memory and says so, it never takes in a frame that was not added.

#pragma once

#include "base/Base.h"

#define MAX_FRAME_RANGES 64

// Frame numbers (physical address / PAGE_SIZE), End excluded; never empty.
typedef struct {
    U64 First;
    U64 End;
} FrameRange;

typedef struct {
    U32 Count;
    U64 FramesDropped;  // frames given up because the set was full
    FrameRange Ranges[MAX_FRAME_RANGES];
} FrameRanges;

// Puts the frames [First, End) into the set; an empty or inverted range changes nothing.
// Context: any. Frames that no longer fit are counted in FramesDropped.
void AddFrameRange(FrameRanges *Set, U64 First, U64 End);

// Takes the frames [First, End) out of the set, whether or not they are in it.
// Context: any. If a split finds the set full, the smallest range of all is dropped too.
void RemoveFrameRange(FrameRanges *Set, U64 First, U64 End);

// Gives up the highest frames until at most Limit are left; returns how many were given up.
U64 TrimFrameRanges(FrameRanges *Set, U64 Limit);

// The number of frames in the set.
U64 CountFrames(const FrameRanges *Set);
