// The start of the kernel: what is initialised, in which order.

#pragma once

#include "base/Base.h"

// Called by the boot code on the boot stack and the boot tables, interrupts off; later runs the
// idle task and does not return.
void KernelMain(void) NORETURN;
