// CPUTable: what is in the entries of the table (arch/CPU.h) once the firmware's tables are known.

#pragma once

#include "arch/CPU.h"

// Gives each record of CPURecords its entry, by the same index: the boot CPU's, which had the first
// one so far, goes to BootCPUIndex; all others are OFFLINE. From here on entries stay where they
// are. Context: boot CPU, once, interrupts on or off.
void FillCPUTable(void);

// How many CPUs are ONLINE, this one among them. Context: any.
U32 CountOnlineCPUs(void);
