// WaitQueue: tasks that wait for something, first come, first served.
//
// What they wait for is the business of whoever owns the queue. A task waits in one queue at most.
// All of it with interrupts off, so that between looking at what it waits for and waiting nothing
// can change:
//
//     const UINT Saved = SaveInterrupts();
//     while (!Ready) WaitIn(&Queue);
//     RestoreInterrupts(Saved);

#pragma once

#include "base/Base.h"

typedef struct Task Task;

typedef struct {
    Task *First;
    Task *Last;
} WaitQueue;

// Puts the running task at the end of the queue and runs others until it is woken or killed (then
// it doesn't return). Context: task, interrupts off, not frozen, not the idle task.
void WaitIn(WaitQueue *Queue);

#define WAIT_FOR_EVER (~0ULL)

typedef enum {
    WAIT_WOKEN,      // by WakeFirst or WakeAll
    WAIT_TIMED_OUT,  // the clock came to the deadline
    WAIT_KILLED,     // the task, a shielded one, is to die: it unwinds, and waits for nothing more
} WaitResult;

// As WaitIn, but no longer than until the clock says Deadline (microseconds, or WAIT_FOR_EVER), and
// a shielded task that is killed returns. Returns at once, without having waited, WAIT_KILLED if
// that has happened before and WAIT_TIMED_OUT if Deadline has passed.
// Context: as WaitIn.
WaitResult WaitInUntil(WaitQueue *Queue, U64 Deadline) MUST_USE;

// Ends the wait of a task that WaitsKillably. Context: interrupts off; interrupt handlers too.
void EndWait(Task *Waiter, WaitResult Why);

// Wakes the task that has waited longest and returns it, or NULL if nobody waits.
// Context: interrupts off; interrupt handlers too.
Task *WakeFirst(WaitQueue *Queue);

// Wakes all, in their order. Context: as WakeFirst.
void WakeAll(WaitQueue *Queue);

// Takes Waiter, which waits in the queue, out of it without waking it. Context: interrupts off.
void LeaveQueue(WaitQueue *Queue, Task *Waiter);
