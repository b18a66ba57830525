// HPETCounter: the main counter of the HPET as a time reference (IA-PC HPET Specification 1.0a). It
// raises no interrupts here.

#pragma once

#include "time/TimeReference.h"

#define HPET_REGISTER_BYTES 1024

// Starts the counter of the HPET whose registers are mapped uncached at Registers. NULL if there is
// none: what is read there makes no sense, or it does not count. The registers stay in use.
// Context: boot, once.
const TimeReference *StartHPETCounter(volatile void *Registers);
