// GDT, IDT and TSS as the CPU holds them.

#include "Descriptors.h"
#include "abi/SystemCalls.h"
#include "arch/Arch.h"
#include "arch/x86/common/ExceptionStacks.h"
#include "arch/x86/common/Segments.h"
#include "arch/x86/common/Selectors.h"
#include "arch/x86/common/Vectors.h"
#include "base/String.h"
#include "probe/Probe.h"

#define GATE_BYTES (ARCH_BITS == 64 ? 16 : 8)

static U16 ReadCodeSelector(void) {
    U16 Selector;
    __asm__ volatile("movw %%cs, %0" : "=r"(Selector));
    return Selector;
}

static U16 ReadTaskSelector(void) {
    U16 Selector;
    __asm__ volatile("strw %0" : "=r"(Selector));
    return Selector;
}

PROBE(GDTIsOurs, "the GDT is the kernel's, and its TSS is loaded") {
    TablePointer GDT;
    __asm__ volatile("sgdt %0" : "=m"(GDT));

    PROBE_EQUAL(GDT_ENTRIES * 8 - 1, GDT.Limit, "GDT limit");
    PROBE_EXPECT(GDT.Base >= IMAGE_OFFSET, "GDT at 0x%lx", GDT.Base);
    PROBE_EQUAL(KERNEL_CODE_SELECTOR, ReadCodeSelector(), "CS");
    PROBE_EQUAL(TSS_SELECTOR, ReadTaskSelector(), "TR");
    const U64 *Entries = (const U64 *)GDT.Base;
    PROBE_EQUAL(0, Entries[0], "first entry");
    PROBE_EQUAL(3, Entries[USER_CODE_SELECTOR / 8] >> 45 & 3, "ring of user code");
}

// The access byte that the gate of Vector should have: user mode may call what programs raise, and
// on x86-32 the system call.
static U8 ExpectedAccess(U32 Vector) {
    const BOOL IsCall = ARCH_BITS == 32 && Vector == SYSTEM_CALL_VECTOR;

    if (ARCH_BITS == 32 && Vector == VECTOR_DOUBLE_FAULT) return ACCESS_TASK_GATE;
    return IsCall || Vector == VECTOR_BREAKPOINT || Vector == VECTOR_OVERFLOW
               ? ACCESS_USER_GATE
               : ACCESS_INTERRUPT_GATE;
}

// The IST entry that a gate of x86-64 names, from 1 on; 0 for the stack that is in use. From step 4
// on #DB has one, too.
static U32 StackOf(U32 Vector) {
    switch (Vector) {
        case VECTOR_DOUBLE_FAULT: return 1;
        case VECTOR_NMI: return 2;
        case VECTOR_MACHINE_CHECK: return 3;
        case 1: return EXCEPTION_STACK_COUNT > 3 ? 4 : 0;
        default: return 0;
    }
}

// Bytes 2-3 of a gate are its selector, byte 5 its access byte, on both architectures.
PROBE(IDTIsComplete, "every vector has a gate into the kernel, open to user mode only if it must") {
    TablePointer IDT;
    __asm__ volatile("sidt %0" : "=m"(IDT));
    PROBE_EQUAL(VECTOR_COUNT * GATE_BYTES - 1, IDT.Limit, "IDT limit");

    for (U32 Vector = 0; Vector < VECTOR_COUNT; Vector++) {
        const U8 *Gate = (const U8 *)IDT.Base + Vector * GATE_BYTES;
        const BOOL IsTask = ARCH_BITS == 32 && Vector == VECTOR_DOUBLE_FAULT;
        const U32 Selector = Gate[2] | (U32)Gate[3] << 8;
        if (Gate[5] != ExpectedAccess(Vector)) {
            PROBE_EXPECT(FALSE, "vector %u: access byte 0x%02x", Vector, Gate[5]);
        }
        if (Selector != (IsTask ? DOUBLE_FAULT_TSS_SELECTOR : KERNEL_CODE_SELECTOR)) {
            PROBE_EXPECT(FALSE, "vector %u: selector 0x%x", Vector, Selector);
        }
        if (ARCH_BITS == 64) {
            const U32 Stack = StackOf(Vector);
            if (Gate[4] != Stack) PROBE_EXPECT(FALSE, "vector %u: stack %u", Vector, Gate[4]);
        }
    }
}

// The end of a stack for exceptions, as the CPU will find it: x86-64, an IST entry of the loaded
// TSS (Intel SDM vol. 3A, figure "64-Bit TSS Format"); x86-32, ESP of the double fault's TSS
// (figure "32-Bit Task-State Segment (TSS)").
static LINEAR ExceptionStackTop(U32 Index) {
    const U32 Selector = ARCH_BITS == 64 ? ReadTaskSelector() : DOUBLE_FAULT_TSS_SELECTOR;
    const U32 Offset = ARCH_BITS == 64 ? 36 + 8 * Index : 56;
    TablePointer GDT;
    __asm__ volatile("sgdt %0" : "=m"(GDT));

    const U64 *Entry = (const U64 *)GDT.Base + Selector / 8;
    U64 Base = (Entry[0] >> 16 & 0xFFFFFF) | (Entry[0] >> 56 << 24);
    if (ARCH_BITS == 64) Base |= Entry[1] << 32;
    LINEAR Top;
    memcpy(&Top, (const U8 *)(LINEAR)Base + Offset, sizeof(Top));
    return Top;
}

PROBE(ExceptionStacksHaveGuards, "a page below each stack that an exception brings is unmapped") {
    for (U32 Index = 0; Index < EXCEPTION_STACK_COUNT; Index++) {
        const LINEAR Top = ExceptionStackTop(Index);
        const LINEAR Bottom = Top - EXCEPTION_STACK_BYTES;

        PROBE_EQUAL(0, Top % 16, "alignment of the end");
        PROBE_EXPECT(IsMapped(Top - 1) && IsMapped(Bottom), "stack %u at 0x%lx is not mapped",
                     Index, Bottom);
        PROBE_EXPECT(!IsMapped(Bottom - 1), "stack %u at 0x%lx has no guard", Index, Bottom);
    }
}

static U32 Seen;
static U32 SeenInInterrupt;

static void NoteInterrupt(TrapFrame *Frame, void *Context) {
    Seen = TrapVector(Frame) + *(const U32 *)Context;
    SeenInInterrupt = InInterrupt() && !InterruptsEnabled() && TrapInterruptsEnabled(Frame);
}

PROBE(InterruptReachesHandler, "a registered handler gets its vector, frame and context") {
    static U32 Context = 1000;
    RegisterInterruptHandler(0xC3, NoteInterrupt, &Context);
    __asm__ volatile("int $0xC3" ::: "memory");

    PROBE_EQUAL(0xC3 + 1000, Seen, "vector and context");
    PROBE_EXPECT(SeenInInterrupt, "the handler was not in an interrupt, or with interrupts on");
    PROBE_EXPECT(InterruptsEnabled() && !InInterrupt(), "not as before");
}

static BOOL SkipBreakpoint(TrapFrame *Frame, void *Context) {
    if (TrapFromUser(Frame)) return FALSE;
    *(LINEAR *)Context = TrapInstructionPointer(Frame);
    return TRUE;
}

PROBE(ExceptionCanBeHandled, "an exception handler that deals with it lets the code go on") {
    static LINEAR Address;
    char Text[DESCRIBED_ADDRESS_BYTES];
    RegisterExceptionHandler(3, SkipBreakpoint, &Address);
    __asm__ volatile("int3" ::: "memory");
    PROBE_EXPECT(Address != 0, "handler not called");
    DescribeAddress(Address, Text, sizeof(Text));
    PROBE_EXPECT(Text[0] == 'R' && Text[3] == 'E', "breakpoint at %s", Text);
}
