// Memory: brings up physical memory, page tables and mapping at boot.
//
// Handed out is only what the firmware calls usable and nothing else claims. Kept back: the first
// MiB (BIOS data, the bootstrap stub, screens), the image, the boot modules, ACPI tables, and every
// page that a region of another kind touches.

#pragma once

#include "arch/BootInfo.h"
#include "base/Base.h"

// Sets up frames, the kernel's page tables and mapping from what the loader told, and logs what
// there is. Panics if there isn't enough memory to run. Context: boot, once, interrupts off.
void InitializeMemory(const BootInfo *Boot);

// The first physical address that the CPU cannot form. Context: any, after InitializeMemory.
PHYSICAL PhysicalAddressLimit(void);
