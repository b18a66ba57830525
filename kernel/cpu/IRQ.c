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
};

// Who may touch a field: [i] set once, before the line is unmasked; [a] atomic.
typedef struct {
    IRQHandler Handler;  // [i]
    void *Context;       // [i]
    _Atomic U32 Count;   // [a]
} IRQLine;

static const InterruptController *Controller;
static IRQLine Lines[IRQ_LINES];
static _Atomic U32 SpuriousCount;

static void HandleIRQ(TrapFrame *Frame, void *Context) {
    const U32 Line = (U32)((IRQLine *)Context - Lines);
    (void)Frame;

    if (Controller->IsSpurious(Line)) {
        SpuriousCount++;
        return;
    }
    Lines[Line].Count++;
    if (Lines[Line].Handler != NULL) Lines[Line].Handler(Lines[Line].Context);
    Controller->End(Line);
}

void InitializeIRQs(const InterruptController *NewController) {
    ASSERT(Controller == NULL);
    Controller = NewController;
    Controller->Initialize();
    for (U32 Line = 0; Line < IRQ_LINES; Line++) {
        RegisterInterruptHandler(Controller->FirstVector + Line, HandleIRQ, &Lines[Line]);
    }
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
    if (Can) Controller->SetLevel(Line);
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
