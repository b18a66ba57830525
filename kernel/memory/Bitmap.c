#include "memory/Bitmap.h"

#include "base/Assert.h"

#define WORD_IS_FULL 0xFFFFFFFFu

static BOOL IsSet(const Bitmap *Map, U32 Index) {
    return (Map->Words[Index / 32] >> (Index % 32)) & 1;
}

BOOL BitIsTaken(const Bitmap *Map, U32 Index) {
    ASSERT(Index < Map->Bits);
    return IsSet(Map, Index);
}

// The first bit of Count clear ones in a row within [First, End), or NO_BIT.
static U32 FindClearRun(const Bitmap *Map, U32 Count, U32 First, U32 End) {
    U32 RunStart = First;

    for (U32 Index = First; Index < End;) {
        const U32 Rest = Map->Words[Index / 32] >> (Index % 32);

        if (Rest == WORD_IS_FULL) {
            Index += 32;
            RunStart = Index;
        } else if (Rest & 1) {
            Index += (U32)__builtin_ctz(~Rest);
            RunStart = Index;
        } else if (++Index - RunStart == Count) {
            return RunStart;
        }
    }
    return NO_BIT;
}

U32 TakeBits(Bitmap *Map, U32 Count, U32 First, U32 End) {
    ASSERT(Count > 0 && First <= End && End <= Map->Bits);

    const U32 Start = MAXIMUM(First, Map->Lowest);
    const U32 Found = FindClearRun(Map, Count, Start, End);
    if (Found == NO_BIT) return NO_BIT;

    for (U32 Index = Found; Index < Found + Count; ++Index) {
        Map->Words[Index / 32] |= 1u << (Index % 32);
    }
    Map->Taken += Count;
    // All that a search for a single bit has passed is taken.
    if (Found == Map->Lowest || (Count == 1 && Start == Map->Lowest)) Map->Lowest = Found + Count;
    return Found;
}

void ReleaseBits(Bitmap *Map, U32 Index, U32 Count) {
    ASSERT(Count <= Map->Bits && Index <= Map->Bits - Count);

    for (U32 Bit = Index; Bit < Index + Count; ++Bit) {
        ASSERT(IsSet(Map, Bit));
        Map->Words[Bit / 32] &= ~(1u << (Bit % 32));
    }
    Map->Taken -= Count;
    if (Index < Map->Lowest) Map->Lowest = Index;
}
