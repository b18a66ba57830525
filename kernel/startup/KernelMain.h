// The start of the kernel: what is initialised, in which order.

#pragma once

#include "base/Base.h"

// Called by the boot code on the boot stack and the boot tables, interrupts off. Ends as the idle
// task.
void KernelMain(void) NORETURN;

// Called once when the boot is complete: tasks are scheduled and ticks arrive. It does nothing: it
// is there to be stopped at.
void KernelReady(void);
