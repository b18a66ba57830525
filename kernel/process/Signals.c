// Signals have their default actions only: each one ends a process.

#include "abi/Errors.h"
#include "process/Process.h"
#include "process/Thread.h"

#define KNOWN_SIGNALS                                                                     \
    (1u << SIGHUP | 1u << SIGINT | 1u << SIGILL | 1u << SIGTRAP | 1u << SIGABRT | 1u << SIGBUS | \
     1u << SIGFPE | 1u << SIGKILL | 1u << SIGSEGV | 1u << SIGPIPE | 1u << SIGTERM)

static BOOL IsSignal(U32 Signal) { return Signal < 32 && (KNOWN_SIGNALS >> Signal & 1) != 0; }

// Whom a signal is for: one process, a group, or with neither all but the caller and init.
typedef struct {
    U32 ID;
    U32 Group;
} Receivers;

static BOOL IsReceiver(const Process *Candidate, Receivers Meant) {
    if (Candidate->State != PROCESS_ALIVE && Candidate->State != PROCESS_ZOMBIE) return FALSE;
    if (Meant.ID != 0) return Candidate->ID == Meant.ID;
    if (Meant.Group != 0) return Candidate->Group == Meant.Group;
    return Candidate != CurrentProcess() && !Candidate->IsAwaited;
}

// How many receivers there are; they are sent Signal unless that is 0.
static U32 SendTo(Receivers Meant, U32 Signal) {
    const UINT Locked = LockProcesses();
    U32 Count = 0;

    for (U32 Index = 0; Index < MAX_PROCESSES; Index++) {
        Process *Candidate = &Processes[Index];
        if (!IsReceiver(Candidate, Meant)) continue;
        Count++;
        if (Signal != 0 && !Candidate->IsAwaited) KillProcess(Candidate, Signal);
    }
    UnlockProcesses(Locked);
    return Count;
}

INT SendSignal(I32 ID, U32 Signal) {
    Receivers Meant = {0, 0};

    if (Signal != 0 && !IsSignal(Signal)) return -EINVAL;
    if (ID > 0) Meant.ID = (U32)ID;
    else if (ID == 0) Meant.Group = CurrentProcess()->Group;
    else if (ID != -1) Meant.Group = 0 - (U32)ID;
    return SendTo(Meant, Signal) == 0 ? -ESRCH : 0;
}

void SignalGroup(U32 Group, U32 Signal) {
    if (Group != 0) SendTo((Receivers){0, Group}, Signal);
}

// The process that a caller may ask about by ID, itself if 0; NULL if there is none.
// Context: LockProcesses.
static Process *FindProcess(U32 ID) {
    if (ID == 0) return CurrentProcess();
    for (U32 Index = 0; Index < MAX_PROCESSES; Index++) {
        Process *Candidate = &Processes[Index];
        if (Candidate->ID == ID && (Candidate->State == PROCESS_ALIVE ||
                                    Candidate->State == PROCESS_ZOMBIE)) {
            return Candidate;
        }
    }
    return NULL;
}

// Who has ended but was not waited for is still a member (POSIX.1-2017, 3.295). Context:
// LockProcesses.
static BOOL HasMembers(U32 Group) {
    for (U32 Index = 0; Index < MAX_PROCESSES; Index++) {
        const Process *Member = &Processes[Index];
        const BOOL Exists = Member->State == PROCESS_ALIVE || Member->State == PROCESS_ZOMBIE;
        if (Exists && Member->Group == Group) return TRUE;
    }
    return FALSE;
}

BOOL GroupExists(U32 Group) {
    const UINT Locked = LockProcesses();
    const BOOL Result = HasMembers(Group);

    UnlockProcesses(Locked);
    return Result;
}

INT SetProcessGroup(I32 ID, I32 Group) {
    if (ID < 0 || Group < 0) return -EINVAL;
    const UINT Locked = LockProcesses();
    Process *Self = CurrentProcess();
    Process *Moved = FindProcess((U32)ID);
    INT Result = 0;

    if (Moved == NULL || (Moved != Self && Moved->Parent != Self)) Result = -ESRCH;
    else if (Group == 0 || (U32)Group == Moved->ID) Moved->Group = Moved->ID;
    else if (HasMembers((U32)Group)) Moved->Group = (U32)Group;
    else Result = -EPERM;
    UnlockProcesses(Locked);
    return Result;
}

INT GetProcessGroup(U32 ID) {
    const UINT Locked = LockProcesses();
    const Process *Asked = FindProcess(ID);
    const INT Result = Asked == NULL ? -ESRCH : (INT)Asked->Group;

    UnlockProcesses(Locked);
    return Result;
}
