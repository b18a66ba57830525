// Bitmap: which of many equal things are taken; a set bit means taken.
//
// The caller owns the words and whatever excludes other users. The lowest place that fits is taken:
// what is in use stays together, and with it the page tables that it needs. Searches skip what is
// known to be full.

#pragma once

#include "base/Base.h"

#define BITMAP_WORDS(Bits) (((Bits) + 31) / 32)
#define NO_BIT 0xFFFFFFFFu

typedef struct {
    U32 *Words;  // BITMAP_WORDS(Bits) of them
    U32 Bits;
    U32 Taken;   // bits that are set
    U32 Lowest;  // no bit below is clear
} Bitmap;

// Tells whether bit Index is set. Index < Bits, or it panics.
BOOL BitIsTaken(const Bitmap *Map, U32 Index);

// Finds the lowest Count clear bits in a row within [First, End), sets them and returns the first
// of them, or NO_BIT. Count > 0 and First <= End <= Bits, or it panics.
U32 TakeBits(Bitmap *Map, U32 Count, U32 First, U32 End);

// Clears Count bits from Index on; panics on one that is clear already (a double free).
void ReleaseBits(Bitmap *Map, U32 Index, U32 Count);
