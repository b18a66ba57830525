// Frames: who may use which page frame of physical memory.
//
// A frame is PAGE_BYTES of physical memory. Only frames that the firmware calls usable and that
// nothing else claims are ever handed out; memory/Memory.h tells what is kept back. A frame that is
// freed is filled with POISON_FREED at once, so that whoever still uses it finds out, but for those
// that are recycled.
//
// A frame has one owner, but for those of user memory that several address spaces map: each of them
// owns it, and frees it once.

#pragma once

#include "base/Base.h"
#include "memory/FrameRanges.h"

#define NO_FRAME (~(PHYSICAL)0)
#define POISON_FREED 0xDD

// More memory than this stays unused, so that the table of frames stays small whatever the firmware
// claims: 64 GiB, with a table of 34 MiB.
#define MAX_FRAMES (16u * 1024 * 1024)

typedef struct {
    U32 Total;  // frames that the allocator manages
    U32 Free;
} FrameCounts;

// Takes over the frames of Usable, all of them free, but for a few that become the allocator's own
// table. FALSE if there is no room for the table below EARLY_MEMORY_END.
// Context: boot, once, on the page tables of boot.
BOOL InitializeFrames(FrameRanges *Usable) MUST_USE;

// Returns the physical address of a frame, its contents undefined, or NO_FRAME when none is left.
// Context: any but NMI.
PHYSICAL AllocateFrame(void) MUST_USE;

// Returns the first of Count consecutive frames that all end at or below Limit, or NO_FRAME. For
// what sees only low addresses: page tables, some devices. Count > 0. Context: any but NMI.
PHYSICAL AllocateFrames(U32 Count, PHYSICAL Limit) MUST_USE;

// Returns a frame full of zeros that ends at or below Limit, or NO_FRAME. Context: any but NMI.
PHYSICAL AllocateClearFrame(PHYSICAL Limit) MUST_USE;

// Gives back one frame, or one owner's part of it. Panics, naming it, if it is not allocated or was
// never the allocator's. Context: any but NMI.
void FreeFrame(PHYSICAL Frame);

// FreeFrame for what is going to be wanted full of zeros again, pages of user memory and tables of
// it: some such frames are cleared and kept, rather than filled with junk and then with zeros.
// IsClear: it is full of zeros already.
void RecycleFrame(PHYSICAL Frame, BOOL IsClear);

// Gives an allocated frame one more owner. Panics as FreeFrame. Context: any but NMI.
void ShareFrame(PHYSICAL Frame);

// Whether an allocated frame has more than one owner. Context: any but NMI; that it is not shared
// holds for as long as its owner does not share it.
BOOL FrameIsShared(PHYSICAL Frame);

// How many there are. Context: any.
FrameCounts GetFrameCounts(void);
