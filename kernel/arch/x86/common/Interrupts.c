// The vectors: who handles which.

#include "Descriptors.h"
#include "arch/Arch.h"
#include "arch/x86/common/Exceptions.h"
#include "arch/x86/common/LocalAPIC.h"
#include "base/Assert.h"
#include "base/Log.h"
#include "trace/Trace.h"

#define STUB_BYTES 16

extern const U8 InterruptStubs[VECTOR_COUNT][STUB_BYTES];

typedef struct {
    InterruptHandler Handler;
    void *Context;
} InterruptSlot;

typedef struct {
    ExceptionHandler Handler;
    void *Context;
} ExceptionSlot;

static Gate InterruptTable[VECTOR_COUNT];
static InterruptSlot Interrupts[VECTOR_COUNT];
static ExceptionSlot Exceptions[EXCEPTION_COUNT];
static void (*ReturnHook)(void);
static void (*UserExceptionHook)(TrapFrame *Frame);
static void (*UserReturnHook)(void);
static U32 Depth;  // handlers that the boot CPU is inside of

void FillInterruptTable(void) {
    for (U32 Vector = 0; Vector < VECTOR_COUNT; Vector++) {
        InterruptTable[Vector] = MakeGate(Vector, (LINEAR)InterruptStubs[Vector]);
    }
}

void LoadInterruptTable(void) { LoadIDT(InterruptTable, sizeof(InterruptTable)); }

void RegisterInterruptHandler(U32 Vector, InterruptHandler Handler, void *Context) {
    ASSERT_THAT(Vector >= FIRST_DEVICE_VECTOR && Vector < VECTOR_COUNT, "vector %u", Vector);
    ASSERT_THAT(Interrupts[Vector].Handler == NULL, "vector %u", Vector);

    const UINT Saved = SaveInterrupts();
    Interrupts[Vector] = (InterruptSlot){Handler, Context};
    RestoreInterrupts(Saved);
}

void RegisterExceptionHandler(U32 Vector, ExceptionHandler Handler, void *Context) {
    ASSERT_THAT(Vector < EXCEPTION_COUNT && Vector != VECTOR_DOUBLE_FAULT, "vector %u", Vector);
    ASSERT_THAT(Exceptions[Vector].Handler == NULL, "vector %u", Vector);

    const UINT Saved = SaveInterrupts();
    Exceptions[Vector] = (ExceptionSlot){Handler, Context};
    RestoreInterrupts(Saved);
}

void SetInterruptReturnHook(void (*Hook)(void)) { ReturnHook = Hook; }

void SetUserExceptionHook(void (*Hook)(TrapFrame *Frame)) { UserExceptionHook = Hook; }

void SetUserReturnHook(void (*Hook)(void)) { UserReturnHook = Hook; }

BOOL InInterrupt(void) { return Depth != 0; }

static void HandleDeviceInterrupt(TrapFrame *Frame) {
    const U32 Vector = TrapVector(Frame);
    const InterruptSlot *Slot = &Interrupts[Vector];

    Depth++;
    Trace(TRACE_INTERRUPT_ENTER, Vector, TrapInstructionPointer(Frame));
    if (Slot->Handler != NULL) {
        Slot->Handler(Frame, Slot->Context);
    } else {
        Log(LOG_WARN, "interrupts", "nobody expects vector %u", Vector);
        EndIfFromLocalAPIC(Vector);
    }
    Trace(TRACE_INTERRUPT_EXIT, Vector, 0);
    Depth--;

    // Not counted as inside: the hook may go on with another task, and come back much later.
    if (Depth == 0 && ReturnHook != NULL) ReturnHook();
}

// Whether it is the user's own doing, and not the machine's.
static BOOL IsUserException(const TrapFrame *Frame) {
    const U32 Vector = TrapVector(Frame);

    return TrapFromUser(Frame) && Vector != VECTOR_NMI && Vector != VECTOR_DOUBLE_FAULT &&
           Vector != VECTOR_MACHINE_CHECK;
}

void HandleException(TrapFrame *Frame) {
    const ExceptionSlot *Slot = &Exceptions[TrapVector(Frame)];

    Depth++;
    if (TrapVector(Frame) == VECTOR_PAGE_FAULT) {
        Trace(TRACE_PAGE_FAULT, ReadCR2(), TrapErrorCode(Frame));
    }
    if (Slot->Handler == NULL || !Slot->Handler(Frame, Slot->Context)) {
        if (UserExceptionHook == NULL || !IsUserException(Frame)) PanicOnException(Frame);
        UserExceptionHook(Frame);
    }
    Depth--;
}

// An interrupt of another CPU than the boot CPU. Tasks, devices and the trace are the boot CPU's,
// and so is what counts how deep in handlers it is: only what the other CPU's own Local APIC tells
// is dealt with. It runs nothing in which an exception were not a fault.
static void HandleOnAP(TrapFrame *Frame) {
    const U32 Vector = TrapVector(Frame);
    const InterruptSlot *Slot = &Interrupts[Vector];

    if (Vector < EXCEPTION_COUNT) PanicOnException(Frame);
    if (Vector == VECTOR_SPURIOUS || Vector == VECTOR_LOCAL_APIC_ERROR) {
        Slot->Handler(Frame, Slot->Context);
    } else {
        EndIfFromLocalAPIC(Vector);
    }
}

void HandleInterrupt(TrapFrame *Frame) {
    // How a CPU that panics halts the others. It never returns: no other NMI can come.
    if (TrapVector(Frame) == VECTOR_NMI && IsPanicElsewhere()) HaltForever();
    if (!IsBootCPU()) {
        HandleOnAP(Frame);
        return;
    }
    if (TrapVector(Frame) < EXCEPTION_COUNT) HandleException(Frame);
    else HandleDeviceInterrupt(Frame);
    if (UserReturnHook != NULL && TrapFromUser(Frame)) UserReturnHook();
}
