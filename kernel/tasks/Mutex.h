// Mutex: a lock for tasks, which may be held while sleeping or waiting.
//
// It stands in tasks/, not in sync/, because who cannot have it waits, and waiting is the
// scheduler's business. The levels below get along without: their critical sections are short and
// only have to be frozen.
//
// Tasks get it in the order in which they asked: who releases it hands it to the first of them, so
// that a task which releases and asks again does not overtake one that waits.

#pragma once

#include "base/Base.h"
#include "tasks/Task.h"
#include "tasks/WaitQueue.h"

typedef struct {
    Task *Owner;       // NULL: nobody's. Changed with interrupts off
    WaitQueue Waiters;
    const char *Name;  // what it protects, for panics
} Mutex;

#define MUTEX(Protects) {.Name = (Protects)}

// Waits until the running task owns the mutex. Not recursive: panics if it does already. A task
// that is killed meanwhile does not return. Context: task, not frozen.
void AcquireMutex(Mutex *Lock);

// Hands the mutex to who has waited longest. Panics if the running task is not its owner. Does not
// return if the task was killed while it held the mutex, and this was its last. Context: task, not
// frozen.
void ReleaseMutex(Mutex *Lock);
