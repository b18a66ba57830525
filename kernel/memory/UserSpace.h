// UserSpace: what the files of address spaces share.

#pragma once

#include "memory/AddressSpace.h"
#include "memory/Regions.h"
#include "sync/Freeze.h"

// [i] immutable; [l] between LockSpace and UnlockSpace.
struct AddressSpace {
    PageEntry *Top;      // [i] with all that is below it in user space: [l]
    RegionList Regions;  // [l]
    LINEAR HeapStart;    // [l] 0 as long as there is no heap
    LINEAR HeapEnd;      // [l] the first byte behind it
    U32 Pages;           // [l] entries that own a frame
};

// Keeps others from the space: its tasks, and faults of theirs. Who holds it does not touch user
// memory. Context: task; exceptions that were raised by user code or by a copy.
static inline void LockSpace(AddressSpace *Space) {
    (void)Space;
    Freeze();
}

static inline void UnlockSpace(AddressSpace *Space) {
    (void)Space;
    Unfreeze();
}

// The entry for a page at Frame in a region with this Protection. Writable: it may be written to
// now, rather than looked at first by the page-fault handler.
PageEntry UserPageEntry(PHYSICAL Frame, U32 Protection, BOOL Writable);

// Gives the page at Page, which Owner holds, a frame of zeros, and Entry. FALSE if there is none.
// Context: locked.
BOOL FillUserPage(AddressSpace *Space, const Region *Owner, PageEntry *Entry) MUST_USE;

// Sees to it that Count places for regions are free. FALSE if memory has run out, or there are too
// many regions. Context: task, locked.
BOOL ReserveRegions(AddressSpace *Space, U32 Count) MUST_USE;
