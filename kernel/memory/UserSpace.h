// UserSpace: what the files of address spaces share.

#pragma once

#include "memory/AddressSpace.h"
#include "memory/Regions.h"

// [i] immutable; [f] frozen, or interrupts off: the page-fault handler does not freeze.
struct AddressSpace {
    PageEntry *Top;      // [i]
    RegionList Regions;  // [f]
    LINEAR HeapStart;    // [f] 0 as long as there is no heap
    LINEAR HeapEnd;      // [f] the first byte behind it
    U32 Pages;           // [f] entries that own a frame
};

// The entry for a page at Frame in a region with this Protection. Writable: it may be written to
// now, rather than looked at first by the page-fault handler.
PageEntry UserPageEntry(PHYSICAL Frame, U32 Protection, BOOL Writable);

// Gives the page at Page, which Owner holds, a frame of zeros, and Entry. FALSE if there is none.
// Context: frozen or interrupts off.
BOOL FillUserPage(AddressSpace *Space, const Region *Owner, PageEntry *Entry) MUST_USE;

// Sees to it that Count places for regions are free. FALSE if memory has run out, or there are too
// many regions. Context: task, frozen.
BOOL ReserveRegions(AddressSpace *Space, U32 Count) MUST_USE;
