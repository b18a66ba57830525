// Task: a thread of kernel code with a stack of its own.
//
// All tasks stand in one table. A Task * stays good as long as someone holds a reference to it:
// CreateTask hands out the first one to a caller that asks for it, ReleaseTask gives it back. A
// task that is dead and that nobody refers to is reaped: its stack and its place are free again.
//
//           CreateTask                 PickTask                ExitTask
//   FREE ──────────────► READY ◄────────────────► RUNNING ────────────────► DEAD ──reaped──► FREE
//                          ▲      preempted,       │   │                      ▲
//                          │      YieldTask        │   │ WaitIn               │ KillTask
//                          ├──── SLEEPING ◄────────┘   ▼                      │
//                          └────────────────────── WAITING ─── any state but FREE and RUNNING

#pragma once

#include "arch/Arch.h"
#include "base/Base.h"
#include "memory/KernelStack.h"
#include "tasks/WaitQueue.h"

typedef struct AddressSpace AddressSpace;

#define MAX_TASKS 128
#define TASK_NAME_BYTES 32
#define TASK_STACK_PAGES 4

typedef enum {
    TASK_FREE,  // the place in the table is nobody's
    TASK_READY,
    TASK_RUNNING,
    TASK_SLEEPING,  // until WakeTime
    TASK_WAITING,   // in the queue WaitsIn
    TASK_DEAD,      // never runs again; kept for whoever wants its exit code
} TaskState;

// What a task does. What it returns is its exit code.
typedef U32 (*TaskFunction)(void *Argument);

#define EXIT_CODE_KILLED 0xFFFFFFFFu

// Who may touch a field: [i] immutable while the task exists; [f] frozen; [s] interrupts off: the
// scheduler and its interrupts; [o] the task itself.
struct Task {
    U32 Number;                  // [i] counts up from 0, the idle task; none is used twice
    TaskState State;             // [s]
    char Name[TASK_NAME_BYTES];  // [i]
    TaskFunction Function;       // [i]
    void *Argument;              // [i]
    KernelStack Stack;           // [i]
    TaskContext Context;         // [s] where it goes on, when it isn't running
    AddressSpace *Space;         // [s] which it is in then, or NULL; see EnterAddressSpace
    U64 WakeTime;                // [s] on the clock, in microseconds, when SLEEPING
    WaitQueue *WaitsIn;          // [s] when WAITING, else NULL
    Task *NextWaiter;            // [s] behind it in that queue
    WaitResult WaitEnd;          // [s] why its last WaitInUntil ended
    BOOL WaitsKillably;          // [s] in WaitInUntil: WakeTime and KillTask end the wait
    WaitQueue Joiners;           // [s] who waits for its end
    U32 MutexesHeld;             // [o]
    BOOL IsShielded;             // [i] only asked to die: see KillTask
    BOOL KillPending;            // [s] to die as soon as it holds no mutex, or when it is asked to
    U32 References;              // [s]
    U32 ExitCode;                // [s] when DEAD
    U64 TicksRun;                // [s] ticks that found it running
    FPUState *FPU;               // [o] what it has in the FPU when others run; NULL: nothing
    struct Thread *Thread;       // [s] of a process, that it runs; NULL: a kernel task
};

extern Task TaskTable[MAX_TASKS];

// [s] Places of the table from here on are FREE.
extern U32 TaskPlaces;

typedef struct {
    const char *Name;       // copied; what does not fit is cut
    TaskFunction Function;  // never NULL
    void *Argument;
    U32 StackPages;  // 0: TASK_STACK_PAGES
    BOOL IsShielded;
} TaskInfo;

typedef enum {
    TASK_CREATED,
    TASK_TABLE_FULL,     // MAX_TASKS tasks exist, dead ones that are referred to included
    TASK_OUT_OF_MEMORY,  // no stack
} CreateTaskResult;

// Makes a task and lets it run, at the latest when its turn comes. If Created is not NULL it gets a
// reference, to be given back by ReleaseTask; else the task is reaped when it ends.
// On any other result than TASK_CREATED nothing has changed, Created included.
// Context: task; boot after InitializeTasks.
CreateTaskResult CreateTask(const TaskInfo *Info, Task **Created) MUST_USE;

// Ends the running task. Panics if it is frozen, holds a mutex or is the idle task.
// Context: task.
void ExitTask(U32 ExitCode) NORETURN;

// Ends a task with EXIT_CODE_KILLED, wherever it is, except that one which holds a mutex lives on
// until it holds none. What else it owns is lost: kernel tasks that own memory across a point where
// they can be killed must leave it where someone finds it. Killing a dead task changes nothing,
// killing the running one is ExitTask, killing the idle task panics.
// A shielded task owns things that only it can give back: it is asked to die, by KillPending. A
// wait of WaitInUntil ends at once, and whoever made it unwinds and calls ExitTask in the end.
// Context: task with a reference to Victim; for a shielded one interrupts too.
void KillTask(Task *Victim);

// Waits until a task has ended and returns its exit code. The reference stays the caller's.
// Context: task with a reference to Ended; not frozen. Panics if a task waits for itself.
U32 WaitTask(Task *Ended);

// Gives a reference back; the task must not be used through it any more. Context: task.
void ReleaseTask(Task *Released);

// The task that runs on this CPU. Context: task or interrupt (then the interrupted one), after
// InitializeTasks; on a CPU that runs no tasks it is NULL. Only this line, SwitchTask and boot know
// where it is kept.
static inline Task *CurrentTask(void) { return PerCPUGet(CurrentTask); }

// How many places of the table are taken. Context: any.
U32 CountTasks(void);

// Frees the stacks and places of dead tasks that nobody refers to. CreateTask does so too: this is
// for those who count. Context: task.
void ReapTasks(void);
