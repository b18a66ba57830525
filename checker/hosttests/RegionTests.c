#include <string.h>

#include "Test.h"
#include "abi/Types.h"
#include "memory/Regions.h"

#define PAGE 4096ul
#define PAGES 96ul  // of the world that the model knows
#define GUARD (STACK_GUARD_BYTES / PAGE)
#define LOW GUARD   // no region below, so that guards stay above 0
#define PLACES 128

// What a page is; two that are equal are one region where they meet.
typedef struct {
    BOOL IsMapped, IsShared, IsStack;
    U8 Protection;
} Page;

static Page Model[PAGES];
static Region Places[PLACES];
static RegionList List;

static LINEAR Address(UINT Index) { return Index * PAGE; }

static BOOL Alike(Page A, Page B) {
    return A.IsMapped == B.IsMapped && A.IsShared == B.IsShared && A.IsStack == B.IsStack &&
           A.Protection == B.Protection;
}

static Page PageAt(UINT Index) {
    const Region *Found = FindRegion(&List, Address(Index));

    if (Found == NULL) return (Page){0};
    EXPECT(Found->First <= Address(Index) && Address(Index) < Found->End);
    return (Page){TRUE, Found->IsShared, Found->IsStack, Found->Protection};
}

// The list says what the model says, sorted, and with nothing apart that could be one.
static void ExpectEqual(void) {
    EXPECT(List.Count <= PLACES);
    for (U32 Index = 0; Index < List.Count; Index++) {
        EXPECT(Places[Index].First < Places[Index].End);
        if (Index > 0) EXPECT(Places[Index - 1].End <= Places[Index].First);
    }
    U32 Borders = 0;
    for (UINT Index = LOW; Index < PAGES; Index++) {
        EXPECT_THAT(Alike(PageAt(Index), Model[Index]), "page %lu differs", Index);
        if (Model[Index].IsMapped && !Alike(Model[Index], Model[Index - 1])) Borders++;
    }
    EXPECT_EQUAL(Borders, List.Count);
}

// Whether what comes next above the page, which is not mapped, is a stack, and close.
static BOOL IsGuard(UINT Index) {
    for (UINT Above = Index + 1; Above < PAGES && Above <= Index + GUARD; Above++) {
        if (Model[Above].IsMapped) return Model[Above].IsStack;
    }
    return FALSE;
}

static BOOL ModelIsFree(UINT First, UINT End) {
    for (UINT Index = First; Index < End; Index++) {
        if (Model[Index].IsMapped || IsGuard(Index)) return FALSE;
    }
    return TRUE;
}

static BOOL ModelIsCovered(UINT First, UINT End) {
    for (UINT Index = First; Index < End; Index++) {
        if (!Model[Index].IsMapped) return FALSE;
    }
    return TRUE;
}

static UINT ModelGap(UINT Count, BOOL IsStack) {
    const UINT Below = IsStack ? GUARD : 0;

    for (UINT First = PAGES - Count; First >= LOW + Below; First--) {
        BOOL HasRoom = ModelIsFree(First, First + Count);
        for (UINT Index = First - Below; Index < First; Index++) {
            HasRoom = HasRoom && !Model[Index].IsMapped && !IsGuard(Index);
        }
        if (HasRoom) return First;
    }
    return 0;
}

static void Fill(UINT First, UINT End, Page With) {
    for (UINT Index = First; Index < End; Index++) Model[Index] = With;
}

static void Change(UINT First, UINT End) {
    const Page New = {TRUE, Random(4) == 0, Random(4) == 0, (U8)Random(3)};
    const Region Added = {Address(First), Address(End), New.Protection, New.IsShared, New.IsStack};

    // What must suffice is all there is.
    const BOOL Splits = SplitsRegion(&List, Address(First));
    switch (Random(3)) {
        case 0:
            List.Capacity = List.Count + Splits;
            RemoveRange(&List, Address(First), Address(End));
            Fill(First, End, (Page){0});
            List.Capacity = List.Count + 1;
            if (Random(3) != 0) {
                AddRegion(&List, Added);
                Fill(First, End, New);
            }
            break;
        case 1:
            if (!ModelIsCovered(First, End)) break;
            List.Capacity = List.Count + Splits + SplitsRegion(&List, Address(End));
            ProtectRange(&List, Address(First), Address(End), New.Protection);
            for (UINT Index = First; Index < End; Index++) Model[Index].Protection = New.Protection;
            break;
        default:
            if (!ModelIsFree(First, End)) break;
            List.Capacity = List.Count + 1;
            AddRegion(&List, Added);
            Fill(First, End, New);
    }
}

static void FuzzRegions(U32 Operations, U32 Longest) {
    memset(Model, 0, sizeof(Model));
    memset(Places, 0, sizeof(Places));
    List = (RegionList){.Regions = Places};

    for (; Operations > 0; Operations--) {
        const UINT First = LOW + Random(PAGES - LOW);
        const UINT Length = 1 + Random(Longest), End = MINIMUM(First + Length, PAGES);
        const UINT Count = 1 + Random(20);
        const BOOL IsStack = Random(2) == 0;

        EXPECT_EQUAL(ModelIsFree(First, End), RangeIsFree(&List, Address(First), Address(End)));
        EXPECT_EQUAL(ModelIsCovered(First, End),
                     RangeIsCovered(&List, Address(First), Address(End)));
        EXPECT_EQUAL(Address(ModelGap(Count, IsStack)),
                     FindGap(&List, Address(Count), IsStack, Address(LOW), Address(PAGES)));
        Change(First, End);
        ExpectEqual();
    }
}

void TestRegions(U32 Rounds) {
    for (U32 Round = 0; Round < Rounds / 40; Round++) {
        FuzzRegions(40, 40);
        FuzzRegions(150, 4);
    }
}
