// Bitmap: which of many equal things are taken; a set bit means taken.
//
// The caller owns the words and whatever excludes other users. Searches start where the last one
// ended (next fit), so that a long series of allocations doesn't scan the same full words again.

#pragma once

#include "base/Base.h"

#define BITMAP_WORDS(Bits) (((Bits) + 31) / 32)
#define NO_BIT 0xFFFFFFFFu

typedef struct {
    U32 *Words;  // BITMAP_WORDS(Bits) of them
    U32 Bits;
    U32 Taken;  // bits that are set
    U32 Hint;   // where the next search starts
} Bitmap;

// Tells whether bit Index is set. Index < Bits, or it panics.
BOOL BitIsTaken(const Bitmap *Map, U32 Index);

// Finds Count clear bits in a row within [First, End), sets them and returns the first of them, or
// NO_BIT. Count > 0 and First <= End <= Bits, or it panics.
U32 TakeBits(Bitmap *Map, U32 Count, U32 First, U32 End);

// Clears Count bits from Index on; panics on one that is clear already (a double free).
void ReleaseBits(Bitmap *Map, U32 Index, U32 Count);
