#include "memory/Memory.h"

#include "arch/Arch.h"
#include "base/Assert.h"
#include "base/Log.h"
#include "memory/AddressSpace.h"
#include "memory/FrameRanges.h"
#include "memory/Frames.h"
#include "memory/Mapping.h"
#include "memory/PageTables.h"

#define FIRST_MIB_FRAMES (MIB(1) / PAGE_BYTES)

static PHYSICAL AddressLimit;

PHYSICAL PhysicalAddressLimit(void) { return AddressLimit; }

// Intel SDM vol. 2A, CPUID leaf 80000008H: EAX bits 7 to 0 are the width of physical addresses.
// Older CPUs have 36 bits if they have PAE (vol. 3A, "Enumeration of Paging Features by CPUID").
static PHYSICAL ReadAddressLimit(void) {
    U32 Bits = 36;

    if (ReadCPUID(0x80000000, 0).EAX >= 0x80000008) Bits = ReadCPUID(0x80000008, 0).EAX & 0xFF;
    // An entry has room for 52 bits, and no sane machine says fewer than 32.
    return (PHYSICAL)1 << MAXIMUM(32u, MINIMUM(Bits, 52u));
}

// Removes every page that the physical bytes from Base on touch.
static void Reserve(FrameRanges *Usable, PHYSICAL Base, U64 Bytes) {
    const PHYSICAL End = Base + Bytes < Base ? ~(PHYSICAL)0 : Base + Bytes;

    RemoveFrameRange(Usable, Base / PAGE_BYTES, End / PAGE_BYTES + (End % PAGE_BYTES != 0));
}

static void AddUsableRegions(FrameRanges *Usable, const BootInfo *Boot) {
    const U64 Limit = AddressLimit / PAGE_BYTES;

    for (U32 Index = 0; Index < Boot->RegionCount; ++Index) {
        const MemoryRegion *Region = &Boot->Regions[Index];
        const PHYSICAL End = Region->Base + Region->Bytes;

        if (Region->Kind != MEMORY_USABLE || End < Region->Base) continue;
        if (End > AddressLimit) {
            LogWarn("memory", "region 0x%llx to 0x%llx exceeds what the CPU can address",
                    Region->Base, End);
        }
        const U64 First = Region->Base / PAGE_BYTES + (Region->Base % PAGE_BYTES != 0);
        AddFrameRange(Usable, First, MINIMUM(End / PAGE_BYTES, Limit));
    }
}

// What is memory, whoever has it now: what is called usable and nothing else.
static void CollectMemory(FrameRanges *Memory, const BootInfo *Boot) {
    AddUsableRegions(Memory, Boot);
    for (U32 Index = 0; Index < Boot->RegionCount; ++Index) {
        const MemoryRegion *Region = &Boot->Regions[Index];

        if (Region->Kind != MEMORY_USABLE) Reserve(Memory, Region->Base, Region->Bytes);
    }
}

// Takes out of the memory what has an owner from the start.
static void ReserveOwned(FrameRanges *Usable, const BootInfo *Boot) {
    RemoveFrameRange(Usable, 0, FIRST_MIB_FRAMES);
    Reserve(Usable, ImagePhysicalStart(), ImagePhysicalEnd() - ImagePhysicalStart());
    for (U32 Index = 0; Index < Boot->ModuleCount; ++Index) {
        Reserve(Usable, Boot->Modules[Index].Base, Boot->Modules[Index].Bytes);
    }
}

static U32 Megabytes(U64 Frames) { return (U32)(Frames / (MIB(1) / PAGE_BYTES)); }

static void LimitMemory(FrameRanges *Memory) {
    const U64 Surplus = TrimFrameRanges(Memory, MAX_FRAMES);

    if (Surplus > 0) {
        LogWarn("memory", "%u MiB stay unused: more than %u MiB", Megabytes(Surplus),
                Megabytes(MAX_FRAMES));
    }
}

static void LogDroppedFrames(const FrameRanges *Usable) {
    if (Usable->FramesDropped > 0) {
        LogWarn("memory", "%llu KiB stay unused: more than %u separate ranges",
                Usable->FramesDropped * (PAGE_BYTES / 1024), (U32)MAX_FRAME_RANGES);
    }
}

void InitializeMemory(const BootInfo *Boot) {
    static FrameRanges Memory, Usable;  // too large for the boot stack

    AddressLimit = ReadAddressLimit();
    CollectMemory(&Memory, Boot);
    LimitMemory(&Memory);
    Usable = Memory;
    ReserveOwned(&Usable, Boot);
    LogDroppedFrames(&Usable);
    if (!InitializeFrames(&Usable)) {
        Panic("memory: no usable memory, %u regions from the firmware", Boot->RegionCount);
    }
    InitializePageTables(&Memory);
    InitializeMapping();
    InitializeUserFaults();

    const FrameCounts Counts = GetFrameCounts();
    LogInfo("memory", "%u MiB usable, %u KiB in use", Megabytes(Counts.Total),
            (Counts.Total - Counts.Free) * (PAGE_BYTES / 1024));
}
