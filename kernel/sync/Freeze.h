// Freeze: keep the CPU from switching tasks for a while. Interrupts still arrive.
//
// On the one CPU this makes what tasks share safe from other tasks: the running task is not
// preempted until it unfreezes. It does not keep interrupt handlers out; what they share too needs
// interrupts off (SaveInterrupts). A frozen task must not block: it would wait for a task that
// can't run.

#pragma once

#include "base/Base.h"

// Enters a frozen section. Sections nest. Context: task or boot, not interrupt handlers.
void Freeze(void);

// Leaves a frozen section. Leaving the outermost one yields at once if a preemption came due
// meanwhile and interrupts are on. Context: as Freeze; panics without a Freeze to match.
void Unfreeze(void);

// Tells whether the CPU is in a frozen section. Context: any.
BOOL IsFrozen(void);

// Gives Unfreeze the function that preempts the running task if that is due; once, at boot, by the
// scheduler, which stands above this level.
void SetPreemption(void (*PreemptIfDue)(void));
