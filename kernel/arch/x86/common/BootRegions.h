// Collecting the firmware's memory map, which is untrusted, into regions that do not overlap.

#pragma once

#include "arch/BootInfo.h"

// Adds what the firmware tells of [Base, Base + Bytes): whatever kinds are told of a byte, the one
// later in the list of MemoryKind holds. Nothing changes if Bytes is 0; what reaches beyond 64 bits
// is cut off; what finds no place is counted in RegionsDropped. Regions stay sorted.
void AddBootRegion(BootInfo *Info, PHYSICAL Base, U64 Bytes, MemoryKind Kind);

// The kind that a type of the memory map stands for: Multiboot and the BIOS use the same numbers
// (ACPI 6.5, table 15.6).
MemoryKind BootRegionKind(U32 Type);
