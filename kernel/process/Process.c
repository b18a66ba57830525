#include "process/Process.h"

#include "abi/Errors.h"
#include "arch/Arch.h"
#include "base/Assert.h"
#include "base/String.h"
#include "process/Thread.h"

Process Processes[MAX_PROCESSES];

static U32 NextID = 1;

UINT LockProcesses(void) { return SaveInterrupts(); }

void UnlockProcesses(UINT Locked) { RestoreInterrupts(Locked); }

Process *CurrentProcess(void) {
    const Thread *Self = CurrentThread();
    return Self == NULL ? NULL : Self->Process;
}

Node *CurrentDirectory(void) {
    const UINT Locked = LockProcesses();
    Node *Directory = ReferenceNode(CurrentProcess()->Directory);

    UnlockProcesses(Locked);
    return Directory;
}

void SetCurrentDirectory(Node *Directory) {
    Process *Self = CurrentProcess();
    const UINT Locked = LockProcesses();
    Node *Before = Self->Directory;

    Self->Directory = Directory;
    UnlockProcesses(Locked);
    ReleaseNode(Before);
}

Process *ClaimProcess(const char *Name) {
    const UINT Locked = LockProcesses();
    Process *Place = Processes;

    while (Place < Processes + MAX_PROCESSES && Place->State != PROCESS_FREE) Place++;
    if (Place == Processes + MAX_PROCESSES) Place = NULL;
    else *Place = (Process){.ID = NextID++, .State = PROCESS_NEW};
    UnlockProcesses(Locked);
    if (Place != NULL) CopyString(Place->Name, sizeof(Place->Name), Name);
    return Place;
}

// What only the process itself uses. Its threads have ended, or were never started.
static void GiveBack(Process *Owner) {
    while (Owner->Threads != NULL) RemoveThread(Owner->Threads);
    DestroyHandleTable(Owner->Handles);
    ReleaseNode(Owner->Directory);
    if (Owner->Space != NULL) DestroyAddressSpace(Owner->Space);
    Owner->Handles = NULL;
    Owner->Directory = NULL;
    Owner->Space = NULL;
}

void AbandonProcess(Process *Abandoned) {
    ASSERT(Abandoned->State == PROCESS_NEW);
    GiveBack(Abandoned);
    Abandoned->State = PROCESS_FREE;
}

// The three below with LockProcesses.
static void AddChild(Process *Parent, Process *Child) {
    Child->Parent = Parent;
    Child->ParentID = Parent->ID;
    Child->NextSibling = Parent->FirstChild;
    Parent->FirstChild = Child;
}

static void RemoveChild(Process *Child) {
    if (Child->Parent == NULL) return;
    Process **Link = &Child->Parent->FirstChild;

    while (*Link != Child) Link = &(*Link)->NextSibling;
    *Link = Child->NextSibling;
    Child->Parent = NULL;
    Child->ParentID = 0;
}

// The kernel's child, if there is one that lives and is no other than Ended.
static Process *FindInit(const Process *Ended) {
    for (U32 Index = 0; Index < MAX_PROCESSES; Index++) {
        Process *Candidate = &Processes[Index];
        if (Candidate->State == PROCESS_ALIVE && Candidate->IsAwaited && Candidate != Ended) {
            return Candidate;
        }
    }
    return NULL;
}

BOOL AdoptProcess(Process *Child, Process *Parent) {
    const UINT Locked = LockProcesses();
    const BOOL MayLive = Parent == NULL || !Parent->IsEnding;

    if (MayLive) {
        Child->State = PROCESS_ALIVE;
        Child->Group = Parent == NULL ? Child->ID : Parent->Group;
        if (Parent != NULL) AddChild(Parent, Child);
    }
    UnlockProcesses(Locked);
    return MayLive;
}

void DisownProcess(Process *Child) {
    const UINT Locked = LockProcesses();

    // Another thread may wait for this child.
    if (Child->Parent != NULL) WakeAll(&Child->Parent->ChildEnds);
    RemoveChild(Child);
    Child->State = PROCESS_NEW;
    UnlockProcesses(Locked);
}

// Gives the children of Ended to init; without init, zombies are gone. Context: LockProcesses.
static void GiveChildrenAway(Process *Ended) {
    Process *Init = Ended->FirstChild == NULL ? NULL : FindInit(Ended);

    while (Ended->FirstChild != NULL) {
        Process *Child = Ended->FirstChild;
        RemoveChild(Child);
        if (Init != NULL) AddChild(Init, Child);
        else if (Child->State == PROCESS_ZOMBIE) Child->State = PROCESS_FREE;
    }
    if (Init != NULL) WakeAll(&Init->ChildEnds);
}

void EndProcess(Process *Ended) {
    GiveBack(Ended);

    const UINT Locked = LockProcesses();
    GiveChildrenAway(Ended);
    if (Ended->Parent == NULL && !Ended->IsAwaited) {
        Ended->State = PROCESS_FREE;
    } else {
        Ended->State = PROCESS_ZOMBIE;
        WakeAll(&Ended->ThreadEnds);
        if (Ended->Parent != NULL) WakeAll(&Ended->Parent->ChildEnds);
    }
    UnlockProcesses(Locked);
}

void KillProcess(Process *Victim, U32 Status) {
    const UINT Locked = LockProcesses();

    if (Victim->State == PROCESS_ALIVE && !Victim->IsEnding) {
        Victim->IsEnding = TRUE;
        Victim->Status = Status;
        for (Thread *Each = Victim->Threads; Each != NULL; Each = Each->Next) {
            if (Each->Task != NULL && !Each->HasEnded) KillTask(Each->Task);
        }
    }
    UnlockProcesses(Locked);
}

static BOOL IsMeant(const Process *Child, I32 ID, U32 OwnGroup) {
    if (ID > 0) return Child->ID == (U32)ID;
    return ID == -1 || Child->Group == (ID == 0 ? OwnGroup : 0 - (U32)ID);
}

// A child that is meant, a zombie if there is one; NULL if none is. Context: LockProcesses.
static Process *FindChild(const Process *Parent, I32 ID) {
    Process *Found = NULL;

    for (Process *Child = Parent->FirstChild; Child != NULL; Child = Child->NextSibling) {
        if (!IsMeant(Child, ID, Parent->Group)) continue;
        Found = Child;
        if (Found->State == PROCESS_ZOMBIE) break;
    }
    return Found;
}

// Context: LockProcesses.
static void Collect(Process *Zombie, U32 *Status) {
    *Status = Zombie->Status;
    RemoveChild(Zombie);
    Zombie->State = PROCESS_FREE;
}

INT WaitForChild(I32 ID, U32 Options, U32 *Status) {
    Process *Self = CurrentProcess();
    const UINT Locked = LockProcesses();
    INT Result = 0;

    while (Result == 0) {
        Process *Child = FindChild(Self, ID);
        if (Child == NULL) {
            Result = -ECHILD;
        } else if (Child->State == PROCESS_ZOMBIE) {
            Result = (INT)Child->ID;
            Collect(Child, Status);
        } else if (Options & WNOHANG) {
            break;
        } else if (WaitInUntil(&Self->ChildEnds, WAIT_FOR_EVER) == WAIT_KILLED) {
            Result = -EINTR;
        }
    }
    UnlockProcesses(Locked);
    return Result;
}

U32 AwaitProcess(Process *Awaited) {
    const UINT Locked = LockProcesses();
    U32 Status;

    while (Awaited->State != PROCESS_ZOMBIE) WaitIn(&Awaited->ThreadEnds);
    Collect(Awaited, &Status);
    UnlockProcesses(Locked);
    return Status;
}

U32 CountProcesses(void) {
    U32 Count = 0;

    for (U32 Index = 0; Index < MAX_PROCESSES; Index++) {
        Count += Processes[Index].State != PROCESS_FREE;
    }
    return Count;
}
