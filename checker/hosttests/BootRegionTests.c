// The memory map of the firmware: random regions against a model that knows each byte.

#include "arch/x86/common/BootRegions.h"

#include <string.h>

#include "Test.h"

#define MODEL_BYTES 64
#define NOTHING (-1)
#define LAST_KIND MEMORY_BAD

static void AddToModel(int *Model, U64 Base, U64 Bytes, MemoryKind Kind) {
    for (U64 Byte = Base; Byte < Base + Bytes; Byte++) {
        if ((int)Kind > Model[Byte]) Model[Byte] = (int)Kind;
    }
}

static int KindOf(const BootInfo *Info, U64 Byte) {
    for (U32 Index = 0; Index < Info->RegionCount; Index++) {
        const MemoryRegion *Region = &Info->Regions[Index];
        if (Byte >= Region->Base && Byte - Region->Base < Region->Bytes) return (int)Region->Kind;
    }
    return NOTHING;
}

static void ExpectSorted(const BootInfo *Info) {
    for (U32 Index = 0; Index < Info->RegionCount; Index++) {
        const MemoryRegion *Region = &Info->Regions[Index];
        EXPECT(Region->Bytes > 0);
        if (Index == 0) continue;
        EXPECT(Region[-1].Base + Region[-1].Bytes <= Region->Base);
    }
}

static void CompareWithModel(void) {
    static BootInfo Info;
    int Model[MODEL_BYTES];

    memset(&Info, 0, sizeof(Info));
    for (U32 Byte = 0; Byte < MODEL_BYTES; Byte++) Model[Byte] = NOTHING;
    for (U32 Count = Random(12); Count > 0; Count--) {
        const U64 Base = Random(MODEL_BYTES);
        const U64 Bytes = Random((U32)(MODEL_BYTES - Base) + 1);
        const MemoryKind Kind = (MemoryKind)Random(LAST_KIND + 1);
        AddBootRegion(&Info, Base, Bytes, Kind);
        AddToModel(Model, Base, Bytes, Kind);
    }
    ExpectSorted(&Info);
    for (U32 Byte = 0; Byte < MODEL_BYTES; Byte++) EXPECT(KindOf(&Info, Byte) == Model[Byte]);
}

// However full the list is: what anyone calls unusable never comes out as usable.
static void OverflowStaysSafe(void) {
    static BootInfo Info;
    memset(&Info, 0, sizeof(Info));
    for (U32 Index = 0; Index < BOOT_MAX_REGIONS; Index++) {
        AddBootRegion(&Info, Index * 16ULL, 8, MEMORY_USABLE);
    }
    EXPECT_EQUAL(BOOT_MAX_REGIONS, Info.RegionCount);
    AddBootRegion(&Info, 4, 16 * BOOT_MAX_REGIONS, MEMORY_RESERVED);
    EXPECT_EQUAL(BOOT_MAX_REGIONS, Info.RegionCount);
    EXPECT(Info.RegionsDropped > 0);
    ExpectSorted(&Info);
    for (U64 Byte = 4; Byte < 16 * BOOT_MAX_REGIONS; Byte++) {
        EXPECT(KindOf(&Info, Byte) != MEMORY_USABLE);
    }
}

static void EndOfAddresses(void) {
    static BootInfo Info;
    memset(&Info, 0, sizeof(Info));
    AddBootRegion(&Info, ~0ULL - 9, 100, MEMORY_RESERVED);
    EXPECT_EQUAL(1, Info.RegionCount);
    EXPECT_EQUAL(9, Info.Regions[0].Bytes);
    AddBootRegion(&Info, 0, 0, MEMORY_USABLE);
    EXPECT_EQUAL(1, Info.RegionCount);
    EXPECT_EQUAL(MEMORY_USABLE, BootRegionKind(1));
    EXPECT_EQUAL(MEMORY_RESERVED, BootRegionKind(0));
    EXPECT_EQUAL(MEMORY_RESERVED, BootRegionKind(99));
}

void TestBootRegions(U32 Rounds) {
    for (U32 Round = 0; Round < Rounds; Round++) CompareWithModel();
    OverflowStaysSafe();
    EndOfAddresses();
}
