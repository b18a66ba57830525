// Scheduler: gives the CPU to the tasks in turn, one tick each.
//
// Round robin over the one table: after a task comes the next one in the table that is ready. The
// idle task runs when no other can. There are no priorities.

#pragma once

#include "base/Base.h"
#include "tasks/Task.h"

// Makes the caller the idle task, number 0, on the stack it runs on: from now on tasks can be
// created, and they run once ticks arrive or KernelIdle is called.
// Context: boot, once, interrupts off.
void InitializeTasks(void);

// The idle task's loop: waits for interrupts, so that the CPU rests. The end of boot.
// Context: the idle task, interrupts on or off.
void KernelIdle(void) NORETURN;

// The tick's part of scheduling: wakes sleepers whose time has come and ends the running task's
// turn. Context: a tick callback (time/Clock.h).
void OnTick(void);

// Lets the other ready tasks run first. Returns at once if there are none. Context: task, not
// frozen.
void YieldTask(void);

// Returns no sooner than after Microseconds and, if the CPU is free then, no later than at the
// second tick after that. Zero is YieldTask. Context: task, not frozen, not the idle task.
void Sleep(U64 Microseconds);

// Takes the CPU from the running task, which does not run again before MakeReady. State says why it
// can't run. Context: task, interrupts off, not frozen, not the idle task.
void BlockTask(TaskState State);

// Lets a task that is SLEEPING or WAITING (in no queue any more) run again.
// Context: interrupts off; interrupt handlers too.
void MakeReady(Task *Woken);

// Lets another task run for good: the running one is DEAD. Context: interrupts off.
void LeaveForever(void) NORETURN;
