// The vectors: who handles which.

#include "Descriptors.h"
#include "arch/Arch.h"
#include "arch/x86/common/Exceptions.h"
#include "arch/x86/common/LocalAPIC.h"
#include "arch/x86/common/UserReturn.h"
#include "base/Assert.h"
#include "base/Log.h"
#include "trace/Trace.h"

#define STUB_BYTES 16

extern const U8 InterruptStubs[VECTOR_COUNT][STUB_BYTES];

typedef struct {
    InterruptHandler Handler;
    void *Context;
} InterruptSlot;

// NMIs come to other CPUs while this one registers: Context is written before Handler, and read
// after it.
typedef struct {
    _Atomic(ExceptionHandler) Handler;
    void *Context;
} ExceptionSlot;

static Gate InterruptTable[VECTOR_COUNT];
static InterruptSlot Interrupts[VECTOR_COUNT];
static ExceptionSlot Exceptions[EXCEPTION_COUNT];
static void (*ReturnHook)(void);
static void (*UserExceptionHook)(TrapFrame *Frame);
static void (*UserReturnHook)(void);

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
    Exceptions[Vector].Context = Context;
    Exceptions[Vector].Handler = Handler;
    RestoreInterrupts(Saved);
}

void SetInterruptReturnHook(void (*Hook)(void)) { ReturnHook = Hook; }

void SetUserExceptionHook(void (*Hook)(TrapFrame *Frame)) { UserExceptionHook = Hook; }

void SetUserReturnHook(void (*Hook)(void)) { UserReturnHook = Hook; }

BOOL InInterrupt(void) { return PerCPUGet(InterruptDepth) != 0; }

static void EnterHandler(void) { PerCPUAdd(InterruptDepth, 1); }

static void LeaveHandler(void) { PerCPUAdd(InterruptDepth, -1); }

static void HandleDeviceInterrupt(TrapFrame *Frame) {
    const U32 Vector = TrapVector(Frame);
    const InterruptSlot *Slot = &Interrupts[Vector];

    EnterHandler();
    Trace(TRACE_INTERRUPT_ENTER, Vector, TrapInstructionPointer(Frame));
    if (Slot->Handler != NULL) {
        Slot->Handler(Frame, Slot->Context);
    } else {
        Log(LOG_WARN, "interrupts", "nobody expects vector %u", Vector);
        EndIfFromLocalAPIC(Vector);
    }
    Trace(TRACE_INTERRUPT_EXIT, Vector, 0);
    LeaveHandler();

    // Not counted as inside: the hook may go on with another task, and come back much later.
    if (!InInterrupt() && ReturnHook != NULL) ReturnHook();
}

// Whether it is the user's own doing, and not the machine's.
static BOOL IsUserException(const TrapFrame *Frame) {
    return TrapFromUser(Frame) && !IS_MACHINE_VECTOR(TrapVector(Frame));
}

void HandleException(TrapFrame *Frame) {
    const ExceptionSlot *Slot = &Exceptions[TrapVector(Frame)];
    const ExceptionHandler Handler = Slot->Handler;

    EnterHandler();
    if (TrapVector(Frame) == VECTOR_PAGE_FAULT) {
        Trace(TRACE_PAGE_FAULT, ReadCR2(), TrapErrorCode(Frame));
    }
    if (Handler == NULL || !Handler(Frame, Slot->Context)) {
        if (UserExceptionHook == NULL || !IsUserException(Frame)) PanicOnException(Frame);
        UserExceptionHook(Frame);
    }
    LeaveHandler();
}

// An interrupt of another CPU than the boot CPU. Tasks, devices and the trace are the boot CPU's:
// only what the other CPU's own Local APIC tells is dealt with, and NMIs, which come to any CPU. It
// runs nothing in which another exception were not a fault.
static void HandleOnAP(TrapFrame *Frame) {
    const U32 Vector = TrapVector(Frame);
    const InterruptSlot *Slot = &Interrupts[Vector];

    if (Vector == VECTOR_NMI) {
        HandleException(Frame);
        return;
    }
    if (Vector < EXCEPTION_COUNT) PanicOnException(Frame);
    EnterHandler();
    if (Vector == VECTOR_SPURIOUS || Vector == VECTOR_LOCAL_APIC_ERROR) {
        Slot->Handler(Frame, Slot->Context);
    } else {
        EndIfFromLocalAPIC(Vector);
    }
    LeaveHandler();
}

// As an exception of the user's, who is not to be returned to: whoever deals with it ends the
// thread. Not inlined, for the frame takes room.
static NOINLINE NORETURN void EndFailedReturn(const TrapFrame *Frame) {
    TrapFrame Users = FailedReturn(Frame);

    HandleException(&Users);
    if (UserReturnHook != NULL) UserReturnHook();
    PanicOnException(Frame);
}

static void CountVector(U32 Vector) {
    if (Vector == VECTOR_NMI) PerCPUAdd(Statistics.NMIs, 1);
    else if (Vector < EXCEPTION_COUNT) PerCPUAdd(Statistics.Exceptions, 1);
    else PerCPUAdd(Statistics.Interrupts, 1);
}

void HandleInterrupt(TrapFrame *Frame) {
    CountVector(TrapVector(Frame));
    // How a CPU that panics halts the others. It never returns: no other NMI can come.
    if (TrapVector(Frame) == VECTOR_NMI && IsPanicElsewhere()) HaltForever();
    if (!IsBootCPU()) {
        HandleOnAP(Frame);
        return;
    }
    if (IsFailedReturn(Frame)) EndFailedReturn(Frame);
    if (TrapVector(Frame) < EXCEPTION_COUNT) HandleException(Frame);
    else HandleDeviceInterrupt(Frame);
    // Not on the stack of an NMI, which the hook may leave for good and the next NMI will use.
    if (UserReturnHook != NULL && TrapFromUser(Frame) && !IS_MACHINE_VECTOR(TrapVector(Frame))) {
        UserReturnHook();
    }
}
