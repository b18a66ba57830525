// Multiboot Specification 0.6.96, 3.3: the information structure.

#include "arch/x86/common/BootRegions.h"
#include "arch/x86/common/Multiboot.h"
#include "base/String.h"

// Bits of Flags: which fields are valid.
#define HAS_MEMORY_SIZES (1u << 0)
#define HAS_COMMAND_LINE (1u << 2)
#define HAS_MODULES (1u << 3)
#define HAS_MEMORY_MAP (1u << 6)
#define HAS_LOADER_NAME (1u << 9)

typedef struct {
    U32 Flags;
    U32 LowerKiB, UpperKiB;  // RAM below 640 KiB and from 1 MiB on
    U32 BootDevice;
    U32 CommandLine;
    U32 ModuleCount, Modules;
    U32 Symbols[4];
    U32 MapBytes, Map;
    U32 DriveBytes, Drives;
    U32 Configuration;
    U32 LoaderName;
} Multiboot1Info;

typedef struct {
    U32 Start, End, Name, Reserved;
} Multiboot1Module;

// Size counts the bytes after itself.
typedef struct PACKED {
    U32 Size;
    U64 Base;
    U64 Bytes;
    U32 Type;
} Multiboot1Region;

static void ReadMap(BootInfo *Info, const Multiboot1Info *Loader) {
    PHYSICAL At = Loader->Map;
    const PHYSICAL End = At + Loader->MapBytes;

    while (At + sizeof(Multiboot1Region) <= End) {
        const Multiboot1Region *Region = LoaderMemory(At, sizeof(*Region));
        if (Region == NULL || Region->Size < sizeof(*Region) - sizeof(Region->Size)) return;
        AddBootRegion(Info, Region->Base, Region->Bytes, BootRegionKind(Region->Type));
        At += sizeof(Region->Size) + Region->Size;
    }
}

// The surplus is only counted: a count that is wrong must not keep us busy.
static void ReadModules(BootInfo *Info, const Multiboot1Info *Loader) {
    const U32 Limit = MINIMUM(Loader->ModuleCount, (U32)BOOT_MAX_MODULES);
    U32 Index;

    for (Index = 0; Index < Limit; Index++) {
        const Multiboot1Module *Module =
            LoaderMemory(Loader->Modules + Index * sizeof(*Module), sizeof(*Module));
        if (Module == NULL) break;
        AddBootModule(Info, Module->Start, Module->End, Module->Name);
    }
    Info->ModulesDropped = Loader->ModuleCount - Index;
}

void ReadMultiboot1(BootInfo *Info, PHYSICAL Address) {
    const Multiboot1Info *Loader = LoaderMemory(Address, sizeof(*Loader));
    if (Loader == NULL) {
        Info->Problem = "the Multiboot information lies out of reach";
        return;
    }
    CopyString(Info->Loader, sizeof(Info->Loader), "Multiboot 1");
    if (Loader->Flags & HAS_LOADER_NAME) {
        CopyLoaderText(Info->Loader, sizeof(Info->Loader), Loader->LoaderName, NULL);
    }
    if (Loader->Flags & HAS_COMMAND_LINE) {
        CopyLoaderText(Info->CommandLine, sizeof(Info->CommandLine), Loader->CommandLine,
                       &Info->CommandLineCut);
    }
    if (Loader->Flags & HAS_MODULES) ReadModules(Info, Loader);
    if (Loader->Flags & HAS_MEMORY_MAP) {
        ReadMap(Info, Loader);
    } else if (Loader->Flags & HAS_MEMORY_SIZES) {
        AddBootRegion(Info, 0, Loader->LowerKiB * 1024ULL, MEMORY_USABLE);
        AddBootRegion(Info, MIB(1), Loader->UpperKiB * 1024ULL, MEMORY_USABLE);
    }
    // This protocol only boots from a BIOS, which starts in text mode.
    Info->Screen = (BootScreen){SCREEN_TEXT, 0xB8000, 80, 25, 160, 16};
}
