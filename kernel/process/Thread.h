// Thread: a task that runs a process's program in user mode.
//
// The task is shielded: it dies only where it unwinds to, at the return to user mode. Its kernel
// stack is empty while it runs there.

#pragma once

#include "arch/Arch.h"
#include "process/Process.h"
#include "tasks/Task.h"

// Bytes that go between user memory and an object at once; no less than PIPE_BUF and the longest
// message.
#define TRANSFER_BYTES 4096

struct Thread {
    FPUState FPU;        // what it has in the FPU when others run; at first, what it starts with
    TrapFrame Start;     // where it enters user mode
    Process *Process;    // [i]
    Thread *Next;        // [p] in the process's list
    Task *Task;          // [p] a reference; NULL before the task is made
    BOOL HasEnded;       // [p] from then on nobody uses it but who joins it
    U32 ExitCode;        // [p] when HasEnded
    void *Transfer;      // [o] TRANSFER_BYTES for its system calls, or NULL: none needed yet
    void (*Begin)(void);          // [i] called first, in the kernel; NULL: nothing to do
    const char *Path;             // [i] for Begin: the program of a first process
    UINT Words[USER_CALL_WORDS];  // [i] for Begin: what goes on the stack
    U32 WordCount;                // [i] of them
};

// The thread that the running task is; NULL in a kernel task.
static inline Thread *CurrentThread(void) { return CurrentTask()->Thread; }

// Adds a thread with a clean FPU and nothing in Start to a process; it does not run. NULL: no
// memory. Context: task.
Thread *AddThread(Process *Owner);

// Takes a thread out that was never started, or has ended, and frees it. Context: task.
void RemoveThread(Thread *Removed);

// Lets it run and returns its task's number, or 0: there is no task for it, nothing has changed.
// Context: task.
U32 StartThread(Thread *Started);

// Ends the running thread; the process too if it is the last one. Context: task, holding nothing.
void EndThread(U32 ExitCode) NORETURN;

// Ends the thread if it has been asked to die. Context: as EndThread, interrupts on or off.
static inline void EndThreadIfKilled(void) {
    if (!CurrentTask()->KillPending) return;
    EnableInterrupts();
    EndThread(EXIT_CODE_KILLED);
}

// Continues in user mode where Start says. Context: task, holding nothing.
void EnterThread(Thread *Self) NORETURN;

// As SYS_THREAD_CREATE: the number of a new thread of the caller's process, which calls the user's
// Function(Argument) on the stack below Stack. Where that cannot be, the process ends by SIGSEGV
// once the thread has begun. -EAGAIN, -ENOMEM. Context: a thread.
INT CreateThread(LINEAR Function, UINT Argument, LINEAR Stack);

// As SYS_THREAD_JOIN. -ESRCH, -EDEADLK, -EINTR (killed). Context: a thread.
INT JoinThread(U32 Number, U32 *ExitCode);

// Ends all threads of the process but the calling one, and frees them. FALSE if the process is
// ending, or another thread came first: the caller then dies too. Context: a thread.
BOOL EndOtherThreads(void);

// The calling thread's TRANSFER_BYTES; NULL: no memory. Context: a thread.
void *TransferBuffer(void);

// A child of the caller's process with a copy of all it has and of the calling thread, whose system
// call returns 0 there: its id, -EAGAIN, -ENOMEM. Context: a thread, in a system call.
INT ForkProcess(void);

// Makes threads end at the return to user mode when they are to die, and exceptions of user mode
// end their process. Context: boot, once.
void InitializeProcesses(void);
