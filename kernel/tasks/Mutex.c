#include "tasks/Mutex.h"

#include "arch/Arch.h"
#include "base/Assert.h"
#include "sync/Freeze.h"
#include "trace/Trace.h"

// Context of both: interrupts off.
static void GiveTo(Mutex *Lock, Task *Owner) {
    Lock->Owner = Owner;
    ++Owner->MutexesHeld;
}

static void CheckNotMine(const Mutex *Lock) {
    if (Lock->Owner == CurrentTask()) {
        Panic("mutex: task %u asks twice for '%s'", CurrentTask()->Number, Lock->Name);
    }
}

void AcquireMutex(Mutex *Lock) {
    ASSERT(!InInterrupt() && !IsFrozen());
    const UINT Saved = SaveInterrupts();

    CheckNotMine(Lock);
    if (Lock->Owner == NULL) {
        GiveTo(Lock, CurrentTask());
    } else {
        Trace(TRACE_LOCK_WAIT, (LINEAR)Lock, Lock->Owner->Number);
        WaitIn(&Lock->Waiters);
        // Whoever released it has made it ours: there is no second look, and no overtaking.
        ASSERT_THAT(Lock->Owner == CurrentTask(), "'%s'", Lock->Name);
    }
    RestoreInterrupts(Saved);
}

void ReleaseMutex(Mutex *Lock) {
    ASSERT(!InInterrupt() && !IsFrozen());
    Task *Self = CurrentTask();
    const UINT Saved = SaveInterrupts();

    if (Lock->Owner != Self) {
        Panic("mutex: task %u releases '%s', which task %u owns", Self->Number, Lock->Name,
              Lock->Owner == NULL ? 0 : Lock->Owner->Number);
    }
    --Self->MutexesHeld;
    Lock->Owner = NULL;
    Task *Next = WakeFirst(&Lock->Waiters);
    if (Next != NULL) GiveTo(Lock, Next);
    if (Self->KillPending && !Self->IsShielded && Self->MutexesHeld == 0) {
        ExitTask(EXIT_CODE_KILLED);
    }
    RestoreInterrupts(Saved);
}
