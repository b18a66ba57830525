// What the assembly of user mode and its C parts share; for the levels above see arch/Arch.h.

#pragma once

#include "arch/Arch.h"

#define FLAGS_ALWAYS_SET 0x2  // Intel SDM vol. 1, "EFLAGS Register": bit 1

// Where system calls enter (UserMode.S).
void SystemCallEntry(void);

// What SystemCallEntry calls, interrupts off, with the frame of the call.
extern void (*SystemCallHandler)(TrapFrame *Frame);
