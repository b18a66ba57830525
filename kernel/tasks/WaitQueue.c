#include "tasks/WaitQueue.h"

#include "arch/Arch.h"
#include "base/Assert.h"
#include "sync/Freeze.h"
#include "tasks/Scheduler.h"
#include "tasks/Task.h"
#include "time/Clock.h"

void WaitIn(WaitQueue *Queue) {
    Task *Waiter = CurrentTask();

    ASSERT_THAT(Waiter->WaitsIn == NULL, "task %u", Waiter->Number);
    Waiter->NextWaiter = NULL;
    if (Queue->Last == NULL) Queue->First = Waiter;
    else Queue->Last->NextWaiter = Waiter;
    Queue->Last = Waiter;
    Waiter->WaitsIn = Queue;
    BlockTask(TASK_WAITING);
}

WaitResult WaitInUntil(WaitQueue *Queue, U64 Deadline) {
    Task *Self = CurrentTask();

    if (Self->IsShielded && Self->KillPending) return WAIT_KILLED;
    if (Deadline <= ClockMicroseconds()) return WAIT_TIMED_OUT;
    Self->WaitsKillably = TRUE;
    Self->WakeTime = Deadline;
    Self->WaitEnd = WAIT_WOKEN;
    WaitIn(Queue);
    Self->WaitsKillably = FALSE;
    return Self->WaitEnd;
}

void EndWait(Task *Waiter, WaitResult Why) {
    ASSERT_THAT(Waiter->WaitsKillably, "task %u", Waiter->Number);
    if (Waiter->WaitsIn == NULL) return;  // woken already, and it has not run since
    LeaveQueue(Waiter->WaitsIn, Waiter);
    Waiter->WaitEnd = Why;
    MakeReady(Waiter);
}

void LeaveQueue(WaitQueue *Queue, Task *Waiter) {
    Task *Before = NULL;

    ASSERT_THAT(Waiter->WaitsIn == Queue, "task %u", Waiter->Number);
    for (Task *Other = Queue->First; Other != Waiter; Other = Other->NextWaiter) Before = Other;
    if (Before == NULL) Queue->First = Waiter->NextWaiter;
    else Before->NextWaiter = Waiter->NextWaiter;
    if (Queue->Last == Waiter) Queue->Last = Before;
    Waiter->WaitsIn = NULL;
    Waiter->NextWaiter = NULL;
}

Task *WakeFirst(WaitQueue *Queue) {
    Task *Woken = Queue->First;

    if (Woken != NULL) {
        LeaveQueue(Queue, Woken);
        MakeReady(Woken);
    }
    return Woken;
}

void WakeAll(WaitQueue *Queue) {
    while (WakeFirst(Queue) != NULL) {
    }
}
