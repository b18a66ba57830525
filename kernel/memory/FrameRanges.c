#include "memory/FrameRanges.h"

static U64 FramesIn(FrameRange Range) {
    return Range.End - Range.First;
}

static void DeleteRangeAt(FrameRanges *Set, U32 Index) {
    --Set->Count;
    for (U32 Next = Index; Next < Set->Count; ++Next) Set->Ranges[Next] = Set->Ranges[Next + 1];
}

static U32 SmallestRange(const FrameRanges *Set) {
    U32 Smallest = 0;

    for (U32 Index = 1; Index < Set->Count; ++Index) {
        if (FramesIn(Set->Ranges[Index]) < FramesIn(Set->Ranges[Smallest])) Smallest = Index;
    }
    return Smallest;
}

// Puts in a range that touches no other. A full set gives up its smallest range, or this one.
static void InsertRange(FrameRanges *Set, FrameRange Range) {
    if (Set->Count == MAX_FRAME_RANGES) {
        const U32 Victim = SmallestRange(Set);

        if (FramesIn(Range) <= FramesIn(Set->Ranges[Victim])) {
            Set->FramesDropped += FramesIn(Range);
            return;
        }
        Set->FramesDropped += FramesIn(Set->Ranges[Victim]);
        DeleteRangeAt(Set, Victim);
    }

    U32 Index = Set->Count++;
    for (; Index > 0 && Set->Ranges[Index - 1].First > Range.First; --Index) {
        Set->Ranges[Index] = Set->Ranges[Index - 1];
    }
    Set->Ranges[Index] = Range;
}

void AddFrameRange(FrameRanges *Set, U64 First, U64 End) {
    FrameRange Union = {First, End};

    if (First >= End) return;

    for (U32 Index = 0; Index < Set->Count;) {
        const FrameRange Range = Set->Ranges[Index];

        if (Range.End < Union.First || Range.First > Union.End) {
            ++Index;
            continue;
        }
        if (Range.First < Union.First) Union.First = Range.First;
        if (Range.End > Union.End) Union.End = Range.End;
        DeleteRangeAt(Set, Index);
    }
    InsertRange(Set, Union);
}

void RemoveFrameRange(FrameRanges *Set, U64 First, U64 End) {
    if (First >= End) return;

    for (U32 Index = 0; Index < Set->Count;) {
        const FrameRange Range = Set->Ranges[Index];

        if (Range.End <= First || Range.First >= End) {
            ++Index;
            continue;
        }
        // The rests can't overlap [First, End), so meeting one of them again does no harm.
        DeleteRangeAt(Set, Index);
        if (Range.First < First) InsertRange(Set, (FrameRange){Range.First, First});
        if (Range.End > End) InsertRange(Set, (FrameRange){End, Range.End});
        Index = 0;
    }
}

U64 TrimFrameRanges(FrameRanges *Set, U64 Limit) {
    U64 Kept = 0, GivenUp = 0;

    for (U32 Index = 0; Index < Set->Count; ++Index) {
        FrameRange *Range = &Set->Ranges[Index];
        const U64 Frames = FramesIn(*Range);

        if (Frames > Limit - Kept) {
            GivenUp += Frames - (Limit - Kept);
            Range->End = Range->First + (Limit - Kept);
        }
        Kept += FramesIn(*Range);
    }
    while (Set->Count > 0 && FramesIn(Set->Ranges[Set->Count - 1]) == 0) --Set->Count;
    return GivenUp;
}

U64 CountFrames(const FrameRanges *Set) {
    U64 Frames = 0;

    for (U32 Index = 0; Index < Set->Count; ++Index) Frames += FramesIn(Set->Ranges[Index]);
    return Frames;
}
