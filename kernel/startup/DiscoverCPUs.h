// DiscoverCPUs: brings together what the firmware's tables, the boot CPU itself and the command
// line say about the machine's processors.

#pragma once

#include "base/Base.h"
#include "smp/BootPolicy.h"

// Decides BootPolicy, fills CPURecords and CPUTable, and logs what it found. Never fails: what does
// not add up leaves the boot CPU alone in the tables. Context: boot, once, after ReadACPITables.
void DiscoverCPUs(void);

// Whether the CPU and the tables agree on APICs that can be relied on, whatever the command line
// asks for: SMP_ALLOWED, or the reason why not. Context: boot, after ReadACPITables.
SMPPolicy JudgeTables(void);
