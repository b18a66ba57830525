// DiscoverCPUs: brings together what the firmware's tables, the boot CPU itself and the command
// line say about the machine's processors.

#pragma once

#include "base/Base.h"

// Decides BootPolicy and fills CPURecords, logs both. Never fails: what does not add up leaves the
// boot CPU alone in the table. Context: boot, once, after ReadACPITables.
void DiscoverCPUs(void);
