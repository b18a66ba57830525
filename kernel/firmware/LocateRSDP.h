// LocateRSDP: where the RSDP comes from on this machine.

#pragma once

#include "arch/BootInfo.h"
#include "firmware/RSDP.h"

// Takes the boot loader's copy; without a good one, and if the firmware is a BIOS, looks through
// the areas where a BIOS puts it (ACPI 6.5, section 5.2.5.1). Logs where it was found, or why not.
// Tells whether Record was filled. Context: boot, after memory/ is up.
BOOL LocateRSDP(const BootInfo *Boot, RSDPRecord *Record);
