#include "memory/Regions.h"

#include "base/Assert.h"

U32 FirstRegionAbove(const RegionList *List, LINEAR Address) {
    U32 Low = 0, High = List->Count;

    while (Low < High) {
        const U32 Middle = (Low + High) / 2;

        if (List->Regions[Middle].End > Address) High = Middle;
        else Low = Middle + 1;
    }
    return Low;
}

const Region *FindRegion(const RegionList *List, LINEAR Address) {
    const U32 Index = FirstRegionAbove(List, Address);
    const Region *Found = &List->Regions[Index];

    return Index < List->Count && Found->First <= Address ? Found : NULL;
}

BOOL SplitsRegion(const RegionList *List, LINEAR Address) {
    const Region *Found = FindRegion(List, Address);

    return Found != NULL && Found->First < Address;
}

// Where the region, with the guard that it may have, begins.
static LINEAR Bottom(const Region *Asked) {
    return Asked->IsStack ? Asked->First - STACK_GUARD_BYTES : Asked->First;
}

BOOL RangeIsFree(const RegionList *List, LINEAR First, LINEAR End) {
    const U32 Index = FirstRegionAbove(List, First);

    return Index == List->Count || Bottom(&List->Regions[Index]) >= End;
}

BOOL RangeIsCovered(const RegionList *List, LINEAR First, LINEAR End) {
    for (U32 Index = FirstRegionAbove(List, First); First < End; ++Index) {
        if (Index == List->Count || List->Regions[Index].First > First) return FALSE;
        First = List->Regions[Index].End;
    }
    return TRUE;
}

LINEAR FindGap(const RegionList *List, LINEAR Bytes, BOOL IsStack, LINEAR Low, LINEAR High) {
    const LINEAR Needed = Bytes + (IsStack ? STACK_GUARD_BYTES : 0);

    for (U32 Index = List->Count;; --Index) {
        const LINEAR Floor = Index > 0 ? MAXIMUM(List->Regions[Index - 1].End, Low) : Low;

        if (High >= Floor && High - Floor >= Needed) return High - Bytes;
        if (Index == 0) return 0;
        High = Bottom(&List->Regions[Index - 1]);
    }
}

static void InsertAt(RegionList *List, U32 Index, Region Inserted) {
    ASSERT_THAT(List->Count < List->Capacity, "%u regions", List->Count);
    for (U32 Place = List->Count++; Place > Index; --Place) {
        List->Regions[Place] = List->Regions[Place - 1];
    }
    List->Regions[Index] = Inserted;
}

static void DeleteAt(RegionList *List, U32 Index, U32 Count) {
    List->Count -= Count;
    for (U32 Place = Index; Place < List->Count; ++Place) {
        List->Regions[Place] = List->Regions[Place + Count];
    }
}

static BOOL AreOne(const Region *Lower, const Region *Upper) {
    return Lower->End == Upper->First && Lower->Protection == Upper->Protection &&
           Lower->IsShared == Upper->IsShared && Lower->IsStack == Upper->IsStack;
}

// Makes one region of the one at Index and the one before, if they are alike. Tells whether it did.
static BOOL MergeAt(RegionList *List, U32 Index) {
    if (Index == 0 || Index >= List->Count) return FALSE;
    Region *Lower = &List->Regions[Index - 1];

    if (!AreOne(Lower, Lower + 1)) return FALSE;
    Lower->End = Lower[1].End;
    DeleteAt(List, Index, 1);
    return TRUE;
}

// Makes Address, if it lies in a region, the border of two.
static void SplitAt(RegionList *List, LINEAR Address) {
    if (!SplitsRegion(List, Address)) return;
    const U32 Index = FirstRegionAbove(List, Address);

    InsertAt(List, Index, List->Regions[Index]);
    List->Regions[Index].End = Address;
    List->Regions[Index + 1].First = Address;
}

void AddRegion(RegionList *List, Region Added) {
    const U32 Index = FirstRegionAbove(List, Added.First);

    ASSERT_THAT(Index == List->Count || List->Regions[Index].First >= Added.End, "0x%lx to 0x%lx",
                Added.First, Added.End);
    InsertAt(List, Index, Added);
    MergeAt(List, Index + 1);
    MergeAt(List, Index);
}

void RemoveRange(RegionList *List, LINEAR First, LINEAR End) {
    // A region that reaches beyond both ends becomes two; there is no other one in the range then.
    if (FindRegion(List, First) == FindRegion(List, End)) SplitAt(List, First);

    U32 Lowest = FirstRegionAbove(List, First);
    if (SplitsRegion(List, First)) List->Regions[Lowest++].End = First;

    U32 Above = Lowest;
    while (Above < List->Count && List->Regions[Above].End <= End) ++Above;
    DeleteAt(List, Lowest, Above - Lowest);
    if (Lowest < List->Count && List->Regions[Lowest].First < End) {
        List->Regions[Lowest].First = End;
    }
}

void ProtectRange(RegionList *List, LINEAR First, LINEAR End, U8 Protection) {
    SplitAt(List, First);
    SplitAt(List, End);

    U32 Index = FirstRegionAbove(List, First);
    while (Index < List->Count && List->Regions[Index].First < End) {
        List->Regions[Index].Protection = Protection;
        if (!MergeAt(List, Index)) ++Index;
    }
    MergeAt(List, Index);
}
