// What the boot loader told, in one form for every loader: Multiboot 1 (QEMU's -kernel) and
// Multiboot 2 (GRUB, on BIOS and on UEFI). Everything is copied out of the loader's memory and
// checked; what it points to (modules, a screen) still lies where the loader put it.

#pragma once

#include "base/Base.h"

#define BOOT_MAX_REGIONS 256
#define BOOT_MAX_MODULES 8
#define BOOT_COMMAND_LINE_BYTES 1024
#define BOOT_NAME_BYTES 64
#define BOOT_RSDP_BYTES 36  // ACPI 6.5, 5.2.5.3: version 2 and later; version 1 has only 20

typedef enum {
    MEMORY_USABLE,            // RAM, free but for the kernel, the modules and the first MiB
    MEMORY_ACPI_RECLAIMABLE,  // RAM that holds ACPI tables until they have been read
    MEMORY_ACPI_NVS,          // firmware keeps it; never to be touched
    MEMORY_RESERVED,          // devices, firmware, or of a kind unknown to us
    MEMORY_BAD,               // RAM that the firmware found broken
} MemoryKind;

typedef struct {
    PHYSICAL Base;
    U64 Bytes;  // at least 1; Base + Bytes does not wrap
    MemoryKind Kind;
} MemoryRegion;

typedef struct {
    PHYSICAL Base;
    U64 Bytes;  // at least 1
    char Name[BOOT_NAME_BYTES];
} BootModule;

typedef enum {
    SCREEN_NONE,         // serial only
    SCREEN_TEXT,         // EGA text: two bytes a cell, at Address
    SCREEN_FRAMEBUFFER,  // pixels
} ScreenKind;

typedef struct {
    ScreenKind Kind;
    PHYSICAL Address;
    U32 Width;   // text: columns; framebuffer: pixels
    U32 Height;  // text: rows; framebuffer: pixels
    U32 Pitch;   // bytes from one row to the next
    U32 BitsPerPixel;
} BootScreen;

typedef struct {
    const char *Problem;           // NULL, or why there is nothing else in here
    char Loader[BOOT_NAME_BYTES];  // as it calls itself, "qemu" for example
    BOOL EFI;                      // booted by UEFI firmware: no BIOS data area, no VGA text
    char CommandLine[BOOT_COMMAND_LINE_BYTES];
    BOOL CommandLineCut;  // it was longer than that

    // Sorted by Base, none overlaps another: where the firmware's own did, the later kind in the
    // list of MemoryKind won. Not aligned to pages. RegionsDropped counts what found no place.
    U32 RegionCount;
    U32 RegionsDropped;
    MemoryRegion Regions[BOOT_MAX_REGIONS];

    // A copy of the ACPI root pointer, if the loader handed one over (Multiboot 2 does); its
    // checksum is the reader's to verify. RSDPBytes is 0 or at least 20.
    U32 RSDPBytes;
    U8 RSDP[BOOT_RSDP_BYTES];

    BootScreen Screen;

    // In the loader's order. ModulesDropped counts those that found no place, or whose place in the
    // loader's list is out of reach: they are lost, and their memory is as free as any other.
    U32 ModuleCount;
    U32 ModulesDropped;
    BootModule Modules[BOOT_MAX_MODULES];
} BootInfo;

// Reads what the loader left and returns it; the same object at every later call.
// Context: boot, on the boot tables (it reads the loader's memory through the direct map).
const BootInfo *ReadBootInfo(void);
