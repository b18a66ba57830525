// A non-maskable interrupt, sent by the Local APIC to its own CPU, wherever the stack pointer is.

#include "arch/Arch.h"
#include "arch/x86/common/LocalAPIC.h"
#include "arch/x86/common/Vectors.h"
#include "memory/KernelStack.h"
#include "memory/Mapping.h"
#include "probe/Probe.h"

// Intel SDM vol. 3A, "Interrupt Command Register (ICR)": two halves; writing the lower one sends.
#define ICR_LOW (0x300 / sizeof(U32))
#define ICR_HIGH (0x310 / sizeof(U32))
#define ICR_ID_SHIFT 24
#define ICR_NMI (4u << 8)
#define ICR_ASSERT (1u << 14)

// What the way to the handler and the handler need is more than the little stack has on x86-64,
// where the NMI brings its own. On x86-32 it comes on the one that is in use.
#define HANDLER_BYTES 2048
#define LITTLE_BYTES 1024
#define LARGE_BYTES 8192

typedef struct {
    volatile U32 *APIC;
    TaskContext Probe, OnStack;
    volatile U32 Count;
    volatile LINEAR HandlerStack;
} NMITrial;

static BOOL NoteNMI(TrapFrame *Frame, void *Context) {
    NMITrial *Trial = Context;
    volatile U8 Room[HANDLER_BYTES];

    (void)Frame;
    for (U32 Index = 0; Index < HANDLER_BYTES; Index++) Room[Index] = (U8)Index;
    Trial->HandlerStack = (LINEAR)&Room[0];
    Trial->Count++;
    return TRUE;
}

// Waits a bounded time, with interrupts off: nothing but the NMI needs the stack.
static void RaiseNMIByMessage(void *Argument) {
    NMITrial *Trial = Argument;

    Trial->APIC[ICR_HIGH] = ReadLocalAPICID() << ICR_ID_SHIFT;
    Trial->APIC[ICR_LOW] = ICR_NMI | ICR_ASSERT;
    for (U32 Turn = 0; Turn < 1000000 && Trial->Count == 0; Turn++) RelaxCPU();
    SwitchContext(&Trial->OnStack, &Trial->Probe);
}

PROBE(NMIComesOnAnyStack, "an NMI is handled where little stack is left, on x86-64 by its own") {
    static NMITrial Trial;
    const LocalAPICState State = ReadLocalAPICState();
    KernelStack Stack;
    if (!PROBE_EXPECT(State.IsEnabled, "no Local APIC to send it")) return;
    if (!PROBE_EXPECT(AllocateKernelStack(&Stack, LARGE_BYTES / PAGE_BYTES), "no stack")) return;

    Trial.APIC = MapPhysical(State.Address, LOCAL_APIC_BYTES, MAP_WRITABLE | MAP_UNCACHED);
    if (!PROBE_EXPECT(Trial.APIC != NULL, "the Local APIC is not mapped")) return;
    RegisterExceptionHandler(VECTOR_NMI, NoteNMI, &Trial);
    const LINEAR Top = Stack.Bottom + (ARCH_BITS == 64 ? LITTLE_BYTES : LARGE_BYTES);
    InitializeContext(&Trial.OnStack, Top, RaiseNMIByMessage, &Trial);
    const UINT Saved = SaveInterrupts();
    SwitchContext(&Trial.Probe, &Trial.OnStack);
    RestoreInterrupts(Saved);

    PROBE_EQUAL(1, Trial.Count, "NMIs");
    const BOOL IsOnStack = Trial.HandlerStack >= Stack.Bottom && Trial.HandlerStack < Top;
    PROBE_EXPECT(IsOnStack == (ARCH_BITS == 32), "the handler's stack is at 0x%lx",
                 Trial.HandlerStack);
    PROBE_EXPECT(!InInterrupt(), "still in an interrupt");
    UnmapPhysical((const void *)Trial.APIC, LOCAL_APIC_BYTES);
    FreeKernelStack(&Stack);
}
