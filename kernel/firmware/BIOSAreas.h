// BIOSAreas: the places where a BIOS leaves the structures that others find by their signatures.

#pragma once

#include "base/Base.h"

// Looks through Area, which begins on a 16-byte boundary; tells whether it is there, and fills
// Record.
typedef BOOL (*AreaSearch)(const U8 *Area, U32 Bytes, void *Record);

// Has Search look through the first KiB of the extended BIOS data area, or of where that would be,
// and then through the BIOS's ROM from ROMStart on (ACPI 6.5, section 5.2.5.1; MultiProcessor
// Specification 1.4, chapter 4). Returns the name of the area where it was found, or NULL. For a
// machine with a BIOS: UEFI leaves nothing there. Context: boot or task.
const char *SearchBIOSAreas(PHYSICAL ROMStart, AreaSearch Search, void *Record);

// From where on each of the two specifications has it looked through.
#define ACPI_ROM_START 0xE0000u
#define MP_ROM_START 0xF0000u
