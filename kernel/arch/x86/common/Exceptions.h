// What the parts of this level that deal with interrupts and exceptions need of each other; for the
// levels above see arch/Arch.h.

#pragma once

#include "arch/Arch.h"
#include "arch/x86/common/Vectors.h"

// Fills the IDT, which all CPUs share. Context: boot, once.
void FillInterruptTable(void);

// Loads it into this CPU. Context: boot of each CPU.
void LoadInterruptTable(void);

// Called by Entry.S for every vector, interrupts off, on the stack that holds the frame.
void HandleInterrupt(TrapFrame *Frame);

// Asks the registered handler of the exception and panics if there is none that deals with it.
void HandleException(TrapFrame *Frame);

// Whether another CPU than this one panics. Context: any.
BOOL IsPanicElsewhere(void);

// Panics with a dump of the exception in Frame. Context: any.
void PanicOnException(const TrapFrame *Frame) NORETURN;
