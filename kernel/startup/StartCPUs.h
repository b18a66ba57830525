// StartCPUs: brings the other CPUs that were recorded to their idle loops.

#pragma once

#include "base/Base.h"

// Starts all of CPURecords, side by side, logs who came and who did not. Never fails: a CPU that
// does not answer stays offline for good, and where none can be started at all one line says why.
// Context: boot, interrupts on, once, after EnterAPICMode and any soft restart.
void StartCPUs(void);
