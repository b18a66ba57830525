// Process: a program that runs: an address space, handles, a current directory, and threads.
//
// All processes stand in one table. One that has ended stays there as a zombie, until its parent
// has asked for its status; what it had is given back at once, by its last thread.
//
//        ClaimProcess       AdoptProcess         last thread ends          collected
//   FREE ────────────► NEW ─────────────► ALIVE ──────────────────► ZOMBIE ──────────► FREE
//
// Everyone's children go to init when they end, zombies included. Init's parent is the kernel.

#pragma once

#include "base/Base.h"
#include "files/Files.h"
#include "memory/AddressSpace.h"
#include "objects/HandleTable.h"
#include "tasks/WaitQueue.h"

#define MAX_PROCESSES 64
#define PROCESS_NAME_BYTES 32

typedef struct Process Process;
typedef struct Thread Thread;

typedef enum { PROCESS_FREE, PROCESS_NEW, PROCESS_ALIVE, PROCESS_ZOMBIE } ProcessState;

// Who may touch a field: [i] immutable while the process is there; [p] LockProcesses; [t] its
// threads, each with LockProcesses where another might change it.
struct Process {
    U32 ID;  // [i] counts up from 1; none is used twice
    ProcessState State;             // [p]
    char Name[PROCESS_NAME_BYTES];  // [p] of its program, without the path
    Process *Parent;                // [p] NULL: the kernel
    U32 ParentID;                   // [p] 0: the kernel
    Process *FirstChild;            // [p]
    Process *NextSibling;           // [p]
    U32 Group;                      // [p]
    AddressSpace *Space;            // [t] exec replaces it
    HandleTable *Handles;           // [i]
    Node *Directory;                // [p] a reference
    Thread *Threads;                // [p] all of them, and those that nobody has joined yet
    U32 LiveThreads;                // [p]
    Thread *Replacer;               // [p] the thread in exec that ends the others; or NULL
    BOOL IsEnding;                  // [p] its threads have been asked to die
    BOOL IsAwaited;                 // [p] the kernel wants its status, though it has no parent
    U32 Status;                     // [p] as SYS_WAITPID has it, once IsEnding
    WaitQueue ChildEnds;            // threads that wait for a child
    WaitQueue ThreadEnds;           // those that wait for a thread; and for a zombie the kernel
};

extern Process Processes[MAX_PROCESSES];

// What excludes others from the fields [p], interrupt handlers included, and makes it one step to
// look at them and to wait. Short sections; the one place for a lock.
UINT LockProcesses(void);
void UnlockProcesses(UINT Locked);

// Whose program the running task runs; NULL in a kernel task.
Process *CurrentProcess(void);

// A reference to the current directory of the caller's process; and its replacement by a reference
// that goes over to the process. Context: a thread.
Node *CurrentDirectory(void) MUST_USE;
void SetCurrentDirectory(Node *Directory);

// A place in the table, NEW and with nothing in it, named Name; NULL: all are taken.
// Context: task.
Process *ClaimProcess(const char *Name);

// Gives a NEW process back, with what it has. Context: task.
void AbandonProcess(Process *Abandoned);

// Makes a NEW process that has one thread, not started yet, alive: a child of Parent, in its group,
// or the kernel's child in a group of its own. FALSE if Parent is ending. Context: task.
BOOL AdoptProcess(Process *Child, Process *Parent);

// Undoes AdoptProcess. Context: task.
void DisownProcess(Process *Child);

// The last thread's end: gives back all that the process has, its Thread structures included, and
// leaves the zombie. Context: task, that thread, out of the process's address space.
void EndProcess(Process *Ended);

// Asks all threads of an ALIVE process to die, with Status for its parent; who asks first decides
// it. Context: task or exception of user mode; LockProcesses held or not.
void KillProcess(Process *Victim, U32 Status);

// As SYS_WAITPID: ID > 0 that child, -1 any, 0 any of the caller's group, else any of group -ID.
// -ECHILD, -EINTR (killed), 0 with WNOHANG. Context: task of a process.
INT WaitForChild(I32 ID, U32 Options, U32 *Status);

// Waits for the end of the kernel's child, which IsAwaited, and returns its status; it is gone
// then. Context: kernel task.
U32 AwaitProcess(Process *Awaited);

// As SYS_KILL. -EINVAL, -ESRCH. What the kernel's child is sent is lost: without it there is no
// system. Context: task of a process.
INT SendSignal(I32 ID, U32 Signal);

// Sends Signal to all processes of a group, for the terminal. Context: task.
void SignalGroup(U32 Group, U32 Signal);

// As SYS_SETPGID and SYS_GETPGID. Context: task of a process.
INT SetProcessGroup(I32 ID, I32 Group);
INT GetProcessGroup(U32 ID);

// Whether some process is a member of a group. Context: task.
BOOL GroupExists(U32 Group);

// How many processes there are, zombies included. Context: any.
U32 CountProcesses(void);
