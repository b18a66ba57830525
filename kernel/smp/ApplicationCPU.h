// ApplicationCPU: the CPUs besides the boot CPU, from their first line of C on.
//
// So far they have no work: each sets itself up, reports online and waits for interrupts. Whatever
// the boot CPU does by itself, tick, tasks, log, trace, is not theirs.

#pragma once

#include "arch/x86/common/APStart.h"
#include "arch/x86/common/ExceptionStacks.h"
#include "arch/x86/common/LocalAPIC.h"
#include "base/Base.h"
#include "smp/CPURecord.h"

// How far each CPU is, in the order of CPURecords; the first CPUCount are in use. The boot CPU's is
// ONLINE once others are called. [a] State; [i] all else, once a slot is CALLED.
extern StartSlot StartSlots[MAX_CPUS];

// What an application processor needs of its own. All ends of stacks are 16-byte aligned. It is the
// CPU's for good, whatever becomes of it: one that is given up may still come.
typedef struct {
    LINEAR StackTop;
    LINEAR ExceptionStackTops[MAX_EXCEPTION_STACKS];
    LocalInput Inputs[LOCAL_INPUTS];
} APResources;

// Puts the stub into Page and fills the slots; all CPUs but the boot CPU are OFFLINE. Context: boot
// CPU, once, interrupts on or off.
void PrepareCPUs(PHYSICAL Page);

// Lets the CPU of record Index come: from now on it is CALLED, and BOOTING in CPUTable. Context:
// boot CPU, before it is sent for.
void ExpectCPU(U32 Index, const APResources *Resources);

// Gives up on a CPU that is not ONLINE yet, and stops it wherever it is; it will never be. FALSE if
// it came online just now. Context: boot CPU, after ExpectCPU.
BOOL GiveUpCPU(U32 Index) MUST_USE;

// Where an application processor enters C, once, with interrupts off, on the stack of its slot.
void APMain(StartSlot *Slot) NORETURN;

// Stops all others, so that nothing but this CPU touches memory any more; they are OFFLINE then.
// Context: boot CPU.
void StopOtherCPUs(void);
