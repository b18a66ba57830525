// Regions: what a user space is meant to hold, as sorted stretches of pages that do not overlap.
//
// Pages come into being later, when they are touched, with the rights of their region. Neighbours
// that are alike are one region. Pure data: no allocation, no hardware; the caller provides the
// array and sees to it that there are free places in it.

#pragma once

#include "base/Base.h"

// This much below a stack is nobody's: what runs off its end faults.
#define STACK_GUARD_BYTES 0x10000

typedef struct {
    LINEAR First;    // address of the first byte, page aligned
    LINEAR End;      // of the first one behind it
    U8 Protection;   // PROT_* of abi/Types.h
    BOOL IsShared;   // with children of fork
    BOOL IsStack;    // has a guard below
} Region;

typedef struct {
    Region *Regions;  // by ascending address
    U32 Count;
    U32 Capacity;     // places of the array
} RegionList;

// The index of the first region that ends above Address; Count if there is none.
U32 FirstRegionAbove(const RegionList *List, LINEAR Address);

// The region that holds Address, or NULL.
const Region *FindRegion(const RegionList *List, LINEAR Address);

// Whether Address lies in a region, not at its start: a change that begins or ends here splits it.
BOOL SplitsRegion(const RegionList *List, LINEAR Address);

// Whether [First, End) touches neither a region nor the guard below a stack.
BOOL RangeIsFree(const RegionList *List, LINEAR First, LINEAR End);

// Whether all of [First, End) is in regions.
BOOL RangeIsCovered(const RegionList *List, LINEAR First, LINEAR End);

// The highest address within [Low, High) at which there is room for Bytes: for a stack also for its
// guard, for anything else outside the guards of others. 0 if there is none. No region begins so
// low that there is no room for a guard, or ends above High.
LINEAR FindGap(const RegionList *List, LINEAR Bytes, BOOL IsStack, LINEAR Low, LINEAR High);

// Puts Added in, which overlaps no region. One place must be free.
void AddRegion(RegionList *List, Region Added);

// Takes [First, End) out of all regions. One place must be free if First splits a region.
void RemoveRange(RegionList *List, LINEAR First, LINEAR End);

// Gives all of [First, End), which is covered, this Protection. As many places must be free as
// First and End split regions.
void ProtectRange(RegionList *List, LINEAR First, LINEAR End, U8 Protection);
