#include "process/Thread.h"

#include "abi/Errors.h"
#include "base/Assert.h"
#include "base/Log.h"
#include "memory/Heap.h"
#include "memory/Mapping.h"
#include "memory/UserCopy.h"
#include "sync/Freeze.h"

_Static_assert(TRANSFER_BYTES % PAGE_BYTES == 0, "TransferBuffer gets whole pages");

Thread *AddThread(Process *Owner) {
    Thread *Added = AllocateHeapZeroed(1, sizeof(*Added));

    if (Added == NULL) return NULL;
    InitializeFPUState(&Added->FPU);
    Added->Process = Owner;

    const UINT Locked = LockProcesses();
    Added->Next = Owner->Threads;
    Owner->Threads = Added;
    Owner->LiveThreads++;
    UnlockProcesses(Locked);
    return Added;
}

// Takes a thread out of its process's list. Context: LockProcesses.
static void UnlinkThread(Thread *Removed) {
    Thread **Link = &Removed->Process->Threads;

    while (*Link != Removed) Link = &(*Link)->Next;
    *Link = Removed->Next;
    if (!Removed->HasEnded) Removed->Process->LiveThreads--;
}

static void FreeThread(Thread *Unlinked) {
    if (Unlinked->Task != NULL) ReleaseTask(Unlinked->Task);
    FreeHeap(Unlinked);
}

void RemoveThread(Thread *Removed) {
    const UINT Locked = LockProcesses();

    UnlinkThread(Removed);
    UnlockProcesses(Locked);
    FreeThread(Removed);
}

static U32 RunThread(void *Argument) {
    Thread *Self = Argument;

    if (Self->Process->Space != NULL) EnterAddressSpace(Self->Process->Space);
    if (Self->Begin != NULL) Self->Begin();
    EnterThread(Self);
}

U32 StartThread(Thread *Started) {
    Process *Owner = Started->Process;
    const TaskInfo Info = {
        .Name = Owner->Name, .Function = RunThread, .Argument = Started, .IsShielded = TRUE};
    U32 Number = 0;

    // Frozen, for it must not run, let alone end and be freed, before it knows its task.
    Freeze();
    if (CreateTask(&Info, &Started->Task) == TASK_CREATED) {
        Number = Started->Task->Number;
        Started->Task->Thread = Started;
        // Whoever ended the process, or its other threads, could not see this one's task.
        if (Owner->IsEnding || Owner->Replacer != NULL) KillTask(Started->Task);
    }
    Unfreeze();
    return Number;
}

void EndThread(U32 ExitCode) {
    Task *Ending = CurrentTask();
    Thread *Self = Ending->Thread;
    Process *Owner = Self->Process;

    EnterAddressSpace(NULL);
    if (Self->Transfer != NULL) FreePages(Self->Transfer, TRANSFER_BYTES / PAGE_BYTES);

    const UINT Locked = LockProcesses();
    Ending->FPU = NULL;
    Ending->Thread = NULL;
    Self->ExitCode = ExitCode;
    Self->HasEnded = TRUE;  // from here on a joiner may free Self
    const BOOL IsLast = --Owner->LiveThreads == 0;
    WakeAll(&Owner->ThreadEnds);
    UnlockProcesses(Locked);
    if (IsLast) EndProcess(Owner);
    ExitTask(ExitCode);
}

void EnterThread(Thread *Self) {
    DisableInterrupts();
    EndThreadIfKilled();
    CurrentTask()->FPU = &Self->FPU;
    LoadFPU(&Self->FPU);
    EnterUserMode(&Self->Start, CurrentTask()->Stack.Top);
}

// The new thread's own part of its creation: what its function finds on the stack.
static void BeginFunction(void) {
    Thread *Self = CurrentThread();
    const LINEAR Stack = TrapStackPointer(&Self->Start);
    const LINEAR Function = TrapInstructionPointer(&Self->Start);

    if (Function < USER_END && CopyToUser(Stack, Self->Words, Self->WordCount * sizeof(UINT))) {
        return;
    }
    LogInfo("process", "%s (%u): no thread at 0x%lx, stack 0x%lx: signal %u", Self->Process->Name,
            Self->Process->ID, Function, Stack, SIGSEGV);
    KillProcess(Self->Process, SIGSEGV);
}

INT CreateThread(LINEAR Function, UINT Argument, LINEAR Stack) {
    Thread *Added = AddThread(CurrentProcess());

    if (Added == NULL) return -ENOMEM;
    Added->Begin = BeginFunction;
    Added->WordCount = MakeUserCall(&Added->Start, Function, Argument, Stack, Added->Words);
    const U32 Number = StartThread(Added);
    if (Number != 0) return (INT)Number;
    RemoveThread(Added);
    return -EAGAIN;
}

// The thread of that number in a process, or NULL. Context: LockProcesses.
static Thread *FindThread(const Process *Owner, U32 Number) {
    Thread *Found = Owner->Threads;

    while (Found != NULL && (Found->Task == NULL || Found->Task->Number != Number)) {
        Found = Found->Next;
    }
    return Found;
}

INT JoinThread(U32 Number, U32 *ExitCode) {
    Process *Owner = CurrentProcess();
    INT Result = 0;

    if (Number == CurrentTask()->Number) return -EDEADLK;
    const UINT Locked = LockProcesses();
    Thread *Joined;
    // Looked for each time: another joiner may have come first.
    while (Result == 0 && (Joined = FindThread(Owner, Number)) != NULL && !Joined->HasEnded) {
        if (WaitInUntil(&Owner->ThreadEnds, WAIT_FOR_EVER) == WAIT_KILLED) Result = -EINTR;
    }
    if (Result == 0 && Joined == NULL) Result = -ESRCH;
    if (Result == 0) {
        *ExitCode = Joined->ExitCode;
        UnlinkThread(Joined);
    }
    UnlockProcesses(Locked);
    if (Result == 0) FreeThread(Joined);
    return Result;
}

BOOL EndOtherThreads(void) {
    Thread *Self = CurrentThread();
    Process *Owner = Self->Process;
    BOOL IsAlone = FALSE;

    const UINT Locked = LockProcesses();
    if (!Owner->IsEnding && Owner->Replacer == NULL) {
        Owner->Replacer = Self;
        for (Thread *Each = Owner->Threads; Each != NULL; Each = Each->Next) {
            if (Each != Self && Each->Task != NULL && !Each->HasEnded) KillTask(Each->Task);
        }
        while (Owner->LiveThreads > 1) {
            if (WaitInUntil(&Owner->ThreadEnds, WAIT_FOR_EVER) == WAIT_KILLED) break;
        }
        IsAlone = Owner->LiveThreads == 1 && !Owner->IsEnding;
        Owner->Replacer = NULL;
    }
    UnlockProcesses(Locked);
    if (!IsAlone) return FALSE;
    for (Thread *Each = Owner->Threads, *Next; Each != NULL; Each = Next) {
        Next = Each->Next;
        if (Each != Self) RemoveThread(Each);
    }
    return TRUE;
}

void *TransferBuffer(void) {
    Thread *Self = CurrentThread();

    if (Self->Transfer == NULL) Self->Transfer = AllocatePages(TRANSFER_BYTES / PAGE_BYTES);
    return Self->Transfer;
}
