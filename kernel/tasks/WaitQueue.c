#include "tasks/WaitQueue.h"

#include "arch/Arch.h"
#include "base/Assert.h"
#include "sync/Freeze.h"
#include "tasks/Scheduler.h"
#include "tasks/Task.h"

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
