#include "sync/Freeze.h"

#include <stdatomic.h>

#include "base/Assert.h"

// How many frozen sections are open on this CPU. No atomic operation is needed: an interrupt that
// preempts in the middle of an update finds it 0, and when this task runs again it is 0 again.
static U32 FreezeDepth;

static void NothingToPreempt(void) {}

static void (*Preempt)(void) = NothingToPreempt;

void SetPreemption(void (*PreemptIfDue)(void)) { Preempt = PreemptIfDue; }

void Freeze(void) {
    ++FreezeDepth;
    atomic_signal_fence(memory_order_seq_cst);  // the compiler moves nothing out of the section
}

void Unfreeze(void) {
    ASSERT(FreezeDepth > 0);
    atomic_signal_fence(memory_order_seq_cst);
    if (--FreezeDepth == 0) Preempt();
}

BOOL IsFrozen(void) { return FreezeDepth > 0; }
