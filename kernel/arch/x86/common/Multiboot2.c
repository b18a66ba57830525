// Multiboot2 Specification 2.0, 3.6: the information, a list of tags.

#include "arch/x86/common/BootRegions.h"
#include "arch/x86/common/Multiboot.h"
#include "base/String.h"

enum {
    TAG_END = 0,
    TAG_COMMAND_LINE = 1,
    TAG_LOADER_NAME = 2,
    TAG_MODULE = 3,
    TAG_MEMORY_MAP = 6,
    TAG_FRAMEBUFFER = 8,
    TAG_EFI32_TABLE = 11,
    TAG_EFI64_TABLE = 12,
    TAG_RSDP_OLD = 14,
    TAG_RSDP_NEW = 15,
};

#define FRAMEBUFFER_TEXT 2
#define TAG_ALIGNMENT 8
#define MIN_RSDP_BYTES 20  // ACPI 1.0

typedef struct {
    U32 Type;
    U32 Bytes;  // this head included, padding to the next tag not
} Tag;

typedef struct {
    Tag Head;
    U32 Start, End;
} ModuleTag;

typedef struct {
    Tag Head;
    U32 EntryBytes, EntryVersion;
} MapTag;

typedef struct {
    U64 Base, Bytes;
    U32 Type, Reserved;
} MapEntry;

typedef struct {
    Tag Head;
    U64 Address;
    U32 Pitch, Width, Height;
    U8 BitsPerPixel, Kind;
} FramebufferTag;

static void ReadMapTag(BootInfo *Info, const MapTag *Map) {
    if (Map->EntryBytes < sizeof(MapEntry)) return;
    const U32 Count = (Map->Head.Bytes - sizeof(*Map)) / Map->EntryBytes;
    const U8 *First = (const U8 *)(Map + 1);

    for (U32 Index = 0; Index < Count; Index++) {
        const MapEntry *Entry = (const MapEntry *)(First + Index * Map->EntryBytes);
        AddBootRegion(Info, Entry->Base, Entry->Bytes, BootRegionKind(Entry->Type));
    }
}

static void ReadFramebufferTag(BootInfo *Info, const FramebufferTag *Buffer) {
    Info->Screen = (BootScreen){
        .Kind = Buffer->Kind == FRAMEBUFFER_TEXT ? SCREEN_TEXT : SCREEN_FRAMEBUFFER,
        .Address = Buffer->Address,
        .Width = Buffer->Width,
        .Height = Buffer->Height,
        .Pitch = Buffer->Pitch,
        .BitsPerPixel = Buffer->BitsPerPixel,
    };
}

// The newer root pointer counts, whichever comes first.
static void ReadRSDPTag(BootInfo *Info, const Tag *Found) {
    const U32 Bytes = MINIMUM(Found->Bytes - (U32)sizeof(Tag), (U32)BOOT_RSDP_BYTES);
    if (Bytes < MIN_RSDP_BYTES || Bytes < Info->RSDPBytes) return;
    memcpy(Info->RSDP, Found + 1, Bytes);
    Info->RSDPBytes = Bytes;
}

// The smallest tag of each type that we read; others are only skipped.
static U32 MinimumTagBytes(U32 Type) {
    switch (Type) {
        case TAG_MODULE: return sizeof(ModuleTag);
        case TAG_MEMORY_MAP: return sizeof(MapTag);
        case TAG_FRAMEBUFFER: return offsetof(FramebufferTag, Kind) + 1;
        default: return sizeof(Tag);
    }
}

static void ReadTag(BootInfo *Info, const Tag *Found, PHYSICAL Address) {
    const PHYSICAL Text = Address + sizeof(Tag);

    switch (Found->Type) {
        case TAG_COMMAND_LINE:
            CopyLoaderText(Info->CommandLine, sizeof(Info->CommandLine), Text,
                           &Info->CommandLineCut);
            break;
        case TAG_LOADER_NAME:
            CopyLoaderText(Info->Loader, sizeof(Info->Loader), Text, NULL);
            break;
        case TAG_MODULE: {
            const ModuleTag *Module = (const ModuleTag *)Found;
            AddBootModule(Info, Module->Start, Module->End, Address + sizeof(*Module));
            break;
        }
        case TAG_MEMORY_MAP: ReadMapTag(Info, (const MapTag *)Found); break;
        case TAG_FRAMEBUFFER: ReadFramebufferTag(Info, (const FramebufferTag *)Found); break;
        case TAG_EFI32_TABLE:
        case TAG_EFI64_TABLE: Info->EFI = TRUE; break;
        case TAG_RSDP_OLD:
        case TAG_RSDP_NEW: ReadRSDPTag(Info, Found); break;
        default: break;
    }
}

void ReadMultiboot2(BootInfo *Info, PHYSICAL Address) {
    const U32 *TotalBytes = LoaderMemory(Address, TAG_ALIGNMENT);
    if (TotalBytes == NULL || LoaderMemory(Address, *TotalBytes) == NULL) {
        Info->Problem = "the Multiboot information lies out of reach";
        return;
    }
    CopyString(Info->Loader, sizeof(Info->Loader), "Multiboot 2");

    PHYSICAL At = Address + TAG_ALIGNMENT;
    const PHYSICAL End = Address + *TotalBytes;
    while (At + sizeof(Tag) <= End) {
        const Tag *Found = LoaderMemory(At, sizeof(Tag));
        if (Found == NULL || Found->Type == TAG_END || Found->Bytes > End - At) return;
        if (Found->Bytes < MinimumTagBytes(Found->Type)) return;
        ReadTag(Info, Found, At);
        At += ALIGN_UP(Found->Bytes, TAG_ALIGNMENT);
    }
}
