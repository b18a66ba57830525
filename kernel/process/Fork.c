#include "abi/Errors.h"
#include "process/Thread.h"
#include "sync/Freeze.h"

// What the calling thread has in the FPU, saved on the way.
static void CopyFPU(Thread *From, Thread *To) {
    const UINT Saved = SaveInterrupts();

    SaveFPU(&From->FPU);
    LoadFPU(&From->FPU);
    RestoreInterrupts(Saved);
    To->FPU = From->FPU;
}

// A NEW process with copies of what Parent has, and a thread; NULL: no memory.
static BOOL CopyProcess(Process *Parent, Process *Child) {
    Child->Space = ForkAddressSpace(Parent->Space);
    if (Child->Space == NULL) return FALSE;
    Child->Handles = CopyHandleTable(Parent->Handles);
    if (Child->Handles == NULL) return FALSE;
    Child->Directory = CurrentDirectory();

    Thread *First = AddThread(Child);
    if (First == NULL) return FALSE;
    CopyFPU(CurrentThread(), First);
    First->Start = *UserFrame(CurrentTask()->Stack.Top);
    SetSystemCallResult(&First->Start, 0);
    return TRUE;
}

INT ForkProcess(void) {
    Process *Parent = CurrentProcess();
    Process *Child = ClaimProcess(Parent->Name);
    INT Result;

    if (Child == NULL) return -EAGAIN;
    const U32 ID = Child->ID;
    if (!CopyProcess(Parent, Child)) {
        Result = -ENOMEM;
    } else if (!AdoptProcess(Child, Parent)) {
        Result = -EINTR;
    } else if (StartThread(Child->Threads) == 0) {
        DisownProcess(Child);
        Result = -EAGAIN;
    } else {
        // It may have ended by now, and its place may be another's.
        return (INT)ID;
    }
    AbandonProcess(Child);
    return Result;
}
