// What a process may do with its address space: mmap, munmap, mprotect, sbrk.

#include "base/Assert.h"
#include "memory/AddressSpace.h"
#include "memory/Frames.h"
#include "memory/PageTables.h"
#include "memory/UserSpace.h"
#include "memory/UserTables.h"

// So many pages go in one frozen section.
#define BATCH_PAGES 64

// Whether [Address, Address + Bytes) is one or more bytes of user space, from USER_BEGIN on.
static BOOL IsUserRange(LINEAR Address, SIZE Bytes) {
    return Bytes > 0 && Bytes <= USER_END && Address >= USER_BEGIN && Address <= USER_END - Bytes;
}

static INT CheckProtection(U32 Protection) {
    if ((Protection & ~(U32)(PROT_READ | PROT_WRITE | PROT_EXEC)) != 0) return -EINVAL;
    return (Protection & PROT_WRITE) && (Protection & PROT_EXEC) ? -EACCES : 0;
}

// Takes away the pages of [First, End), or of as much of it as a batch can do, and returns where it
// stopped. Context: locked.
static LINEAR TakePages(AddressSpace *Space, LINEAR First, LINEAR End) {
    PHYSICAL Frames[BATCH_PAGES];
    LINEAR Page = First;
    U32 Taken = 0, Count;
    PageEntry *Entry;

    while (Taken < BATCH_PAGES && (Entry = NextUserEntries(Space->Top, &Page, End, &Count))) {
        for (; Count > 0 && Taken < BATCH_PAGES; --Count, ++Entry, Page += PAGE_BYTES) {
            if (*Entry == 0) continue;
            Frames[Taken++] = EntryAddress(*Entry);
            *Entry = 0;
        }
    }
    if (Taken > 0) InvalidatePages(Space->Top, First, (Page - First) / PAGE_BYTES);
    for (U32 Index = 0; Index < Taken; ++Index) RecycleFrame(Frames[Index], FALSE);
    Space->Pages -= Taken;
    return Page;
}

// Unmaps [First, End), or as much of it as a batch can do, and returns where it stopped.
// Context: locked, a place for a region free if First splits one.
static LINEAR UnmapBatch(AddressSpace *Space, LINEAR First, LINEAR End) {
    RegionList *List = &Space->Regions;
    const LINEAR Stop = TakePages(Space, First, End);

    RemoveRange(List, First, Stop);
    const U32 Above = FirstRegionAbove(List, First);
    const LINEAR Floor = Above > 0 ? List->Regions[Above - 1].End : 0;
    const LINEAR Ceiling = Above < List->Count ? List->Regions[Above].First : USER_END;
    FreeUserTables(Space->Top, First, Stop, Floor, Ceiling);
    return Stop;
}

static INT UnmapRange(AddressSpace *Space, LINEAR First, LINEAR End) {
    while (First < End) {
        LockSpace(Space);
        const BOOL HasPlace = ReserveRegions(Space, SplitsRegion(&Space->Regions, First) ? 1 : 0);
        if (HasPlace) First = UnmapBatch(Space, First, End);
        UnlockSpace(Space);
        if (!HasPlace) return -ENOMEM;
    }
    return 0;
}

INT UnmapUserMemory(AddressSpace *Space, LINEAR Address, SIZE Bytes) {
    if (Address % PAGE_BYTES != 0 || !IsUserRange(Address, Bytes)) return -EINVAL;
    return UnmapRange(Space, Address, ALIGN_UP(Address + Bytes, PAGE_BYTES));
}

// Context: locked.
static INT PutRegion(AddressSpace *Space, Region Added) {
    // Another task of the process may have been faster to use what was unmapped for this.
    const U32 Above = FirstRegionAbove(&Space->Regions, Added.First);
    const BOOL Overlaps =
        Above < Space->Regions.Count && Space->Regions.Regions[Above].First < Added.End;

    if (Added.First == 0 || Overlaps || !ReserveRegions(Space, 1)) return -ENOMEM;
    AddRegion(&Space->Regions, Added);
    return (INT)Added.First;
}

// Where there is room for the region, at Wish if that will do; 0 if nowhere. Context: locked.
static LINEAR ChooseAddress(const AddressSpace *Space, LINEAR Wish, SIZE Bytes, BOOL IsStack) {
    const LINEAR Lowest = IsStack ? Wish - STACK_GUARD_BYTES : Wish;

    if (IsUserRange(Lowest, Wish - Lowest + Bytes) &&
        RangeIsFree(&Space->Regions, Lowest, Wish + Bytes)) {
        return Wish;
    }
    return FindGap(&Space->Regions, Bytes, IsStack, USER_BEGIN, USER_END);
}

static INT CheckMap(SIZE Bytes, U32 Protection, U32 Flags) {
    const U32 Kind = Flags & (MAP_SHARED | MAP_PRIVATE);

    if (Kind != MAP_SHARED && Kind != MAP_PRIVATE) return -EINVAL;
    if ((Flags & ~(U32)(MAP_FIXED | MAP_STACK)) != (Kind | MAP_ANONYMOUS)) return -EINVAL;
    if (Bytes == 0) return -EINVAL;
    if (Bytes > USER_END - USER_BEGIN) return -ENOMEM;
    return CheckProtection(Protection);
}

INT MapUserMemory(AddressSpace *Space, LINEAR Address, SIZE Bytes, U32 Protection, U32 Flags) {
    const BOOL IsFixed = (Flags & MAP_FIXED) != 0;
    INT Result = CheckMap(Bytes, Protection, Flags);
    if (Result != 0) return Result;

    Bytes = ALIGN_UP(Bytes, PAGE_BYTES);
    if (IsFixed && Address % PAGE_BYTES != 0) return -EINVAL;
    if (IsFixed && !IsUserRange(Address, Bytes)) return -ENOMEM;
    if (IsFixed) Result = UnmapRange(Space, Address, Address + Bytes);
    if (Result != 0) return Result;

    Region Added = {.First = ALIGN_DOWN(Address, PAGE_BYTES),
                    .Protection = (U8)Protection,
                    .IsShared = (Flags & MAP_SHARED) != 0,
                    .IsStack = (Flags & MAP_STACK) != 0};
    LockSpace(Space);
    if (!IsFixed) Added.First = ChooseAddress(Space, Added.First, Bytes, Added.IsStack);
    Added.End = Added.First + Bytes;
    Result = PutRegion(Space, Added);
    UnlockSpace(Space);
    return Result;
}

// Gives the pages that are there the rights of their region's new Protection; to be writable is for
// the page-fault handler, as some may be shared. Context: locked.
static void ProtectPages(AddressSpace *Space, LINEAR First, LINEAR End, U32 Protection) {
    LINEAR Page = First;
    PageEntry *Entry;
    U32 Count;

    while ((Entry = NextUserEntries(Space->Top, &Page, End, &Count)) != NULL) {
        for (; Count > 0; --Count, ++Entry, Page += PAGE_BYTES) {
            if (*Entry == 0) continue;
            const BOOL Writable = (*Entry & ENTRY_WRITABLE) != 0 && (Protection & PROT_WRITE) != 0;
            *Entry = UserPageEntry(EntryAddress(*Entry), Protection, Writable);
        }
    }
    InvalidatePages(Space->Top, First, (End - First) / PAGE_BYTES);
}

// Context: locked.
static INT ProtectRegions(AddressSpace *Space, LINEAR First, LINEAR End, U32 Protection) {
    RegionList *List = &Space->Regions;
    const U32 Splits = (U32)SplitsRegion(List, First) + (U32)SplitsRegion(List, End);

    if (!RangeIsCovered(List, First, End) || !ReserveRegions(Space, Splits)) return -ENOMEM;
    ProtectRange(List, First, End, (U8)Protection);
    ProtectPages(Space, First, End, Protection);
    return 0;
}

INT ProtectUserMemory(AddressSpace *Space, LINEAR Address, SIZE Bytes, U32 Protection) {
    INT Result = CheckProtection(Protection);

    if (Result != 0) return Result;
    if (Address % PAGE_BYTES != 0) return -EINVAL;
    if (Bytes == 0) return 0;
    if (!IsUserRange(Address, Bytes)) return -ENOMEM;

    LockSpace(Space);
    Result = ProtectRegions(Space, Address, ALIGN_UP(Address + Bytes, PAGE_BYTES), Protection);
    UnlockSpace(Space);
    return Result;
}
