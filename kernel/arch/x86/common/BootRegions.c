#include "arch/x86/common/BootRegions.h"

#include "base/String.h"

MemoryKind BootRegionKind(U32 Type) {
    switch (Type) {
        case 1: return MEMORY_USABLE;
        case 3: return MEMORY_ACPI_RECLAIMABLE;
        case 4: return MEMORY_ACPI_NVS;
        case 5: return MEMORY_BAD;
        default: return MEMORY_RESERVED;
    }
}

static U64 RegionEnd(const MemoryRegion *Region) { return Region->Base + Region->Bytes; }

// Puts a region in front of number Index; FALSE if there is no room.
static BOOL InsertRegion(BootInfo *Info, U32 Index, PHYSICAL Base, U64 End, MemoryKind Kind) {
    if (Info->RegionCount == BOOT_MAX_REGIONS) {
        Info->RegionsDropped++;
        return FALSE;
    }
    MemoryRegion *Here = &Info->Regions[Index];
    memmove(Here + 1, Here, (Info->RegionCount - Index) * sizeof(*Here));
    *Here = (MemoryRegion){Base, End - Base, Kind};
    Info->RegionCount++;
    return TRUE;
}

// Splits region Index at Address, which lies inside of it. If there is no room, all of it takes the
// graver of the two kinds instead: less memory, never memory of the wrong kind.
static BOOL SplitRegion(BootInfo *Info, U32 Index, U64 Address, MemoryKind Kind) {
    MemoryRegion *Region = &Info->Regions[Index];
    const U64 End = RegionEnd(Region);

    if (!InsertRegion(Info, Index + 1, Address, End, Region->Kind)) {
        Region->Kind = MAXIMUM(Region->Kind, Kind);
        return FALSE;
    }
    Region->Bytes = Address - Region->Base;
    return TRUE;
}

// Walks along the regions: where there is none, one is inserted; where there is one, the part that
// is covered takes the graver kind.
void AddBootRegion(BootInfo *Info, PHYSICAL Base, U64 Bytes, MemoryKind Kind) {
    const U64 End = Bytes > ~0ULL - Base ? ~0ULL : Base + Bytes;
    U64 At = Base;
    U32 Index = 0;

    while (At < End) {
        while (Index < Info->RegionCount && RegionEnd(&Info->Regions[Index]) <= At) Index++;
        const BOOL IsLast = Index == Info->RegionCount;
        const U64 Next = IsLast ? End : MINIMUM(End, Info->Regions[Index].Base);

        if (At < Next) {
            // Without room it stays unknown memory, which nobody uses; what follows still counts.
            InsertRegion(Info, Index, At, Next, Kind);
            At = Next;
            continue;
        }
        MemoryRegion *Region = &Info->Regions[Index];
        if (Region->Kind < Kind) {
            if (Region->Base < At && SplitRegion(Info, Index, At, Kind)) continue;
            if (RegionEnd(Region) > End) SplitRegion(Info, Index, End, Kind);
            Region->Kind = Kind;
        }
        At = RegionEnd(Region);
    }
}
