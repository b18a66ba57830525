// BootCPU: the entry of the boot CPU, before anything tells which CPUs there are.

#pragma once

#include "arch/CPU.h"

// Fills the first entry of CPUTable, makes it this CPU's, and calls it online. Context: boot, once,
// the descriptor tables with TSS loaded, the IDT not yet: from here on exceptions may come.
void StartBootCPU(struct TaskStateSegment *TSS);
