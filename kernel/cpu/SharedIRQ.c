#include "cpu/SharedIRQ.h"

#include "arch/Arch.h"
#include "base/Log.h"
#include "cpu/IRQ.h"

typedef struct {
    SharedIRQHandler Handler;
    void *Context;
} Sharer;

// All of it: interrupts off.
typedef struct {
    Sharer Sharers[MAX_SHARERS];
    U32 Count;
    U32 Unclaimed;  // interrupts in a row that were nobody's
} SharedLine;

static SharedLine Lines[IRQ_LINES];

static void HandleSharedIRQ(void *Context) {
    SharedLine *Shared = Context;
    BOOL Claimed = FALSE;

    for (U32 Index = 0; Index < Shared->Count; Index++) {
        const Sharer *Asked = &Shared->Sharers[Index];
        if (Asked->Handler(Asked->Context)) Claimed = TRUE;
    }
    Shared->Unclaimed = Claimed ? 0 : Shared->Unclaimed + 1;
    if (Shared->Unclaimed != MAX_UNCLAIMED) return;
    MaskIRQ((U32)(Shared - Lines));
    LogWarn("interrupts", "line %u is masked: no driver's device asks, and it does not stop",
            (U32)(Shared - Lines));
}

BOOL ShareIRQ(U32 Line, SharedIRQHandler Handler, void *Context) {
    if (Line >= IRQ_LINES) return FALSE;

    SharedLine *Shared = &Lines[Line];
    const UINT Saved = SaveInterrupts();
    const BOOL IsFirst = Shared->Count == 0;
    const BOOL Fits = IsFirst ? SetIRQLevel(Line) : Shared->Count < MAX_SHARERS;
    if (Fits) Shared->Sharers[Shared->Count++] = (Sharer){Handler, Context};
    if (Fits && IsFirst) RegisterIRQHandler(Line, HandleSharedIRQ, Shared);
    RestoreInterrupts(Saved);
    return Fits;
}
