#include "memory/AddressSpace.h"

#include "base/Assert.h"
#include "base/String.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "memory/PageTables.h"
#include "memory/UserSpace.h"
#include "memory/UserTables.h"

#define FIRST_REGIONS 16

// This CPU's: whose tables it runs on, NULL for the kernel's own.
static AddressSpace *CurrentSpace;

AddressSpace *CurrentUserSpace(void) { return CurrentSpace; }

void EnterAddressSpace(AddressSpace *Space) {
    const UINT Saved = SaveInterrupts();

    if (Space != CurrentSpace) {
        CurrentSpace = Space;
        LoadAddressSpace(PhysicalOf(Space == NULL ? KernelTables() : Space->Top));
    }
    RestoreInterrupts(Saved);
}

AddressSpace *CreateAddressSpace(void) {
    AddressSpace *Made = AllocateHeapZeroed(1, sizeof(AddressSpace));
    if (Made == NULL) return NULL;

    Made->Top = CreateUserTables();
    if (Made->Top == NULL) {
        FreeHeap(Made);
        return NULL;
    }
    return Made;
}

void DestroyAddressSpace(AddressSpace *Space) {
    ASSERT(Space != CurrentSpace);
    // From the top, so that no region ever moves.
    while (Space->Regions.Count > 0) {
        const Region Last = Space->Regions.Regions[Space->Regions.Count - 1];
        const INT Result = UnmapUserMemory(Space, Last.First, Last.End - Last.First);

        ASSERT_THAT(Result == 0, "%ld", Result);
    }
    ASSERT_THAT(Space->Pages == 0, "%u pages", Space->Pages);
    DestroyUserTables(Space->Top);
    FreeHeap(Space->Regions.Regions);
    FreeHeap(Space);
}

PHYSICAL SharedUserWord(const AddressSpace *Space, LINEAR Address) {
    const Region *Owner = FindRegion(&Space->Regions, Address);
    LINEAR Page = ALIGN_DOWN(Address, PAGE_BYTES);
    U32 Count;

    if (Owner == NULL || !Owner->IsShared) return 0;
    const PageEntry *Entry = NextUserEntries(Space->Top, &Page, Page + PAGE_BYTES, &Count);
    return Entry == NULL || *Entry == 0 ? 0 : EntryAddress(*Entry) + Address % PAGE_BYTES;
}

U32 CountUserPages(const AddressSpace *Space) { return Space->Pages; }

BOOL ReserveRegions(AddressSpace *Space, U32 Count) {
    RegionList *List = &Space->Regions;
    const U32 Needed = List->Count + Count;

    if (Needed <= List->Capacity) return TRUE;
    if (Needed > MAX_REGIONS) return FALSE;
    const U32 Capacity = MAXIMUM(MINIMUM(2 * Needed, MAX_REGIONS), FIRST_REGIONS);
    Region *Larger = AllocateHeap(Capacity * sizeof(Region));
    if (Larger == NULL) return FALSE;

    memcpy(Larger, List->Regions, List->Count * sizeof(Region));
    FreeHeap(List->Regions);
    List->Regions = Larger;
    List->Capacity = Capacity;
    return TRUE;
}

// What is shared has to be there first: a page that comes later would be another one in each space.
// Context: locked.
static BOOL FillSharedRegion(AddressSpace *Space, const Region *Filled) {
    // Not to take all memory there is before finding that it isn't enough.
    if ((Filled->End - Filled->First) / PAGE_BYTES > Space->Pages + GetFrameCounts().Free) {
        return FALSE;
    }
    for (LINEAR Page = Filled->First; Page < Filled->End; Page += PAGE_BYTES) {
        PageEntry *Entry = MakeUserEntry(Space->Top, Page);

        if (Entry == NULL || (*Entry == 0 && !FillUserPage(Space, Filled, Entry))) return FALSE;
    }
    return TRUE;
}

// Lets To own the pages that From has in this region. Private ones can be written to by neither,
// until the page-fault handler has seen who is left. Context: locked.
static BOOL CopyRegionPages(AddressSpace *To, AddressSpace *From, const Region *Copied) {
    LINEAR Page = Copied->First;
    PageEntry *Source;
    U32 Count;

    while ((Source = NextUserEntries(From->Top, &Page, Copied->End, &Count)) != NULL) {
        PageEntry *Target = MakeUserEntry(To->Top, Page);
        if (Target == NULL) return FALSE;

        for (U32 Index = 0; Index < Count; ++Index) {
            if (Source[Index] == 0) continue;
            if (!Copied->IsShared) Source[Index] &= ~ENTRY_WRITABLE;
            Target[Index] = Source[Index];
            ShareFrame(EntryAddress(Source[Index]));
            ++To->Pages;
        }
        Page += (LINEAR)Count * PAGE_BYTES;
    }
    return TRUE;
}

// Context: locked.
static BOOL CopySpace(AddressSpace *To, AddressSpace *From) {
    const RegionList *List = &From->Regions;

    if (!ReserveRegions(To, List->Count)) return FALSE;
    memcpy(To->Regions.Regions, List->Regions, List->Count * sizeof(Region));
    To->Regions.Count = List->Count;
    To->HeapStart = From->HeapStart;
    To->HeapEnd = From->HeapEnd;
    for (U32 Index = 0; Index < List->Count; ++Index) {
        const Region *Copied = &List->Regions[Index];

        if (Copied->IsShared && !FillSharedRegion(From, Copied)) return FALSE;
        if (!CopyRegionPages(To, From, Copied)) return FALSE;
    }
    return TRUE;
}

AddressSpace *ForkAddressSpace(AddressSpace *From) {
    AddressSpace *Made = CreateAddressSpace();
    if (Made == NULL) return NULL;

    LockSpace(From);
    const BOOL IsWhole = CopySpace(Made, From);
    InvalidatePages(From->Top, 0, USER_END / PAGE_BYTES);
    UnlockSpace(From);
    if (IsWhole) return Made;
    DestroyAddressSpace(Made);
    return NULL;
}
