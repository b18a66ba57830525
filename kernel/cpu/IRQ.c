#include "cpu/IRQ.h"

#include <stdatomic.h>

#include "arch/Arch.h"
#include "arch/x86/common/PIC.h"
#include "base/Assert.h"

const InterruptController PICController = {
    .Name = "8259 PIC",
    .FirstVector = PIC_FIRST_VECTOR,
    .Initialize = InitializePIC,
    .Mask = MaskPICLine,
    .Unmask = UnmaskPICLine,
    .IsPending = IsPICLinePending,
    .IsSpurious = IsSpuriousPICInterrupt,
    .End = EndPICInterrupt,
    .SetLevel = SetPICLineLevel,
    .MaskAll = MaskAllPICLines,
};

// Who may touch a field: [i] set once, before the line is unmasked; [a] atomic.
typedef struct {
    IRQHandler Handler;  // [i]
    void *Context;       // [i]
    BOOL IsLevel;        // [i]
    _Atomic U32 Count;   // [a]
} IRQLine;

static const InterruptController *Controller;
static const InterruptController *Former;  // the one before; NULL if there was none
static IRQLine Lines[IRQ_LINES];
static _Atomic U32 SpuriousCount;

// A controller that is not in charge any more has all of its lines masked. What it delivers yet is
// spurious, and has to be ended, if at all, there.
static const InterruptController *ControllerOf(U32 Vector) {
    const BOOL IsCurrent = Vector - Controller->FirstVector < IRQ_LINES;
    return IsCurrent || Former == NULL ? Controller : Former;
}

static void HandleIRQ(TrapFrame *Frame, void *Context) {
    const U32 Line = (U32)((IRQLine *)Context - Lines);
    const InterruptController *From = ControllerOf(TrapVector(Frame));

    if (From->IsSpurious(Line)) {
        SpuriousCount++;
        return;
    }
    Lines[Line].Count++;
    if (Lines[Line].Handler != NULL) Lines[Line].Handler(Lines[Line].Context);
    From->End(Line);
}

static void Prepare(const InterruptController *NewController) {
    NewController->Initialize();
    for (U32 Line = 0; Line < IRQ_LINES; Line++) {
        RegisterInterruptHandler(NewController->FirstVector + Line, HandleIRQ, &Lines[Line]);
    }
}

void InitializeIRQs(const InterruptController *NewController) {
    ASSERT(Controller == NULL);
    Prepare(NewController);
    Controller = NewController;
}

// The new one remembers edges from its Unmask on; the old one has remembered those before, although
// it is masked. What is pending there and not here came before, and would never be seen. What is
// pending at both came after: it was seen here, and must not be seen again.
static void MoveLine(U32 Line, const InterruptController *From, const InterruptController *To) {
    if (Lines[Line].IsLevel) To->SetLevel(Line);
    From->Mask(Line);
    To->Unmask(Line);
    if (Lines[Line].IsLevel || To->Raise == NULL) return;
    if (From->IsPending(Line) && !To->IsPending(Line)) To->Raise(Line);
}

void ReplaceIRQController(const InterruptController *NewController) {
    ASSERT(!InterruptsEnabled());
    if (NewController != Former) Prepare(NewController);
    Former = Controller;
    Controller = NewController;
    for (U32 Line = 0; Line < IRQ_LINES; Line++) {
        if (Lines[Line].Handler != NULL) MoveLine(Line, Former, Controller);
    }
    Former->MaskAll();
}

void RegisterIRQHandler(U32 Line, IRQHandler Handler, void *Context) {
    ASSERT(Line < IRQ_LINES);
    const UINT Saved = SaveInterrupts();
    ASSERT(Lines[Line].Handler == NULL);
    Lines[Line].Context = Context;
    Lines[Line].Handler = Handler;
    Controller->Unmask(Line);
    RestoreInterrupts(Saved);
}

BOOL SetIRQLevel(U32 Line) {
    ASSERT(Line < IRQ_LINES);
    const UINT Saved = SaveInterrupts();
    const BOOL Can = Lines[Line].Handler == NULL && (LEVEL_IRQ_LINES >> Line & 1);
    if (Can) {
        Lines[Line].IsLevel = TRUE;
        Controller->SetLevel(Line);
    }
    RestoreInterrupts(Saved);
    return Can;
}

void MaskIRQ(U32 Line) {
    ASSERT(Line < IRQ_LINES);
    const UINT Saved = SaveInterrupts();
    Controller->Mask(Line);
    RestoreInterrupts(Saved);
}

BOOL IsIRQPending(U32 Line) {
    ASSERT(Line < IRQ_LINES);
    return Controller->IsPending(Line);
}

U32 CountIRQs(U32 Line) {
    ASSERT(Line < IRQ_LINES);
    return Lines[Line].Count;
}

U32 CountSpuriousIRQs(void) { return SpuriousCount; }
