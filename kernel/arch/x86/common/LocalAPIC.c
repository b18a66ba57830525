#include "arch/x86/common/LocalAPIC.h"

#include <stdatomic.h>

#include "arch/Arch.h"
#include "arch/x86/common/APICAccess.h"
#include "arch/x86/common/Vectors.h"
#include "base/Log.h"

enum {
    // CPUID leaf 1 (Intel SDM vol. 2A, "CPUID").
    CPUID_FEATURES = 1,
    CPUID_EDX_MSR = 1u << 5,
    CPUID_EDX_APIC = 1u << 9,
    CPUID_EBX_APIC_ID_SHIFT = 24,
    CPUID_ECX_X2APIC = 1u << 21,
    CPUID_ECX_HYPERVISOR = 1u << 31,

    // Vol. 4, IA32_APIC_BASE; bits 11 and 10 ("Local APIC Status and Location").
    IA32_APIC_BASE = 0x1B,
    APIC_BASE_ENABLED = 1u << 11,
    APIC_BASE_X2APIC = 1u << 10,
    APIC_BASE_BSP = 1u << 8,

    VERSION_MAX_LVT_SHIFT = 16,
    SPURIOUS_SOFTWARE_ENABLE = 1u << 8,
    LVT_MASKED = 1u << 16,
    LVT_ACTIVE_LOW = 1u << 13,
    LVT_NMI = 4u << 8,
    LVT_EXTINT = 7u << 8,  // the vector comes from the 8259

    COMMAND_SELF = 1u << 18,  // shorthand; fixed delivery, an edge
    COMMAND_ASSERT = 1u << 14,
    COMMAND_NMI = 4u << 8,
    COMMAND_INIT = 5u << 8,
    COMMAND_START_UP = 6u << 8,

    BITS_PER_WORD = 32,
    WORD_STRIDE = 0x10,
};

// A CPU has these entries of its local vector table if its highest one has at least that number
// ("Local APIC Version Register"); it has the timer, both inputs and errors in any case.
static const struct {
    U32 Register;
    U32 LeastMaxLVT;
} Optional[] = {{APIC_LVT_PERFORMANCE, 4}, {APIC_LVT_THERMAL, 5}, {APIC_LVT_CMCI, 6}};

#define APIC_BASE_ADDRESS 0x000FFFFFFFFFF000ULL  // bits 12 up to the width of physical addresses

const APICAccess *APIC;

static _Atomic U32 SpuriousCount;
static _Atomic U32 ErrorCount;
static _Atomic U32 ErrorsSeen;

LocalAPICState ReadLocalAPICState(void) {
    const CPUIDResult Features = ReadCPUID(CPUID_FEATURES, 0);
    const U32 Needed = CPUID_EDX_APIC | CPUID_EDX_MSR;
    LocalAPICState State = {.InitialAPICID = Features.EBX >> CPUID_EBX_APIC_ID_SHIFT};
    if ((Features.EDX & Needed) != Needed) return State;

    const U64 Base = ReadMSR(IA32_APIC_BASE);
    State.IsPresent = TRUE;
    State.IsEnabled = (Base & APIC_BASE_ENABLED) != 0;
    State.IsX2APIC = (Base & APIC_BASE_X2APIC) != 0;
    State.IsFirst = (Base & APIC_BASE_BSP) != 0;
    State.Address = Base & APIC_BASE_ADDRESS;
    return State;
}

// A spurious interrupt is no interrupt and must not be ended ("Spurious Interrupt").
static void HandleSpurious(TrapFrame *Frame, void *Context) {
    (void)Frame;
    (void)Context;
    SpuriousCount++;
}

// Whoever causes errors may cause many: each kind is logged once.
static void HandleError(TrapFrame *Frame, void *Context) {
    (void)Frame;
    (void)Context;
    APIC->Write(APIC_ERROR_STATUS, 0);  // lets the read see what there is ("Error Handling")
    const U32 Errors = APIC->Read(APIC_ERROR_STATUS);
    ErrorCount++;
    // The log, and the clock that it asks, are the boot CPU's.
    if (IsBootCPU() && (Errors & ~atomic_fetch_or(&ErrorsSeen, Errors)) != 0) {
        LogWarn("interrupts", "Local APIC %u reports error 0x%x", ReadLocalAPICID(), Errors);
    }
    EndLocalAPICInterrupt();
}

// Enabled first: while it is off, the mask bits cannot be cleared ("Local APIC State After It Has
// Been Software Disabled"). Errors next: the 0 for a vector in the others may count as one, though
// they are masked ("Valid Interrupt Vectors").
static void EnableAndMaskAll(void) {
    APIC->Write(APIC_SPURIOUS, SPURIOUS_SOFTWARE_ENABLE | VECTOR_SPURIOUS);
    APIC->Write(APIC_LVT_ERROR, LVT_MASKED | VECTOR_LOCAL_APIC_ERROR);
    const U32 MaxLVT = APIC->Read(APIC_VERSION) >> VERSION_MAX_LVT_SHIFT & 0xFF;
    for (U32 Index = 0; Index < ARRAY_COUNT(Optional); Index++) {
        if (MaxLVT >= Optional[Index].LeastMaxLVT) {
            APIC->Write(Optional[Index].Register, LVT_MASKED);
        }
    }
    APIC->Write(APIC_LVT_TIMER, LVT_MASKED);
}

// LINT1, the NMI, stays as the firmware wired it.
void SetVirtualWireMode(void) {
    EnableAndMaskAll();
    APIC->Write(APIC_LVT_LINT0, LVT_EXTINT);
}

void InitializeLocalAPIC(volatile void *MappedRegisters) {
    SetXAPICRegisters(MappedRegisters);
    APIC = &XAPICAccess;
    RegisterInterruptHandler(VECTOR_SPURIOUS, HandleSpurious, NULL);
    RegisterInterruptHandler(VECTOR_LOCAL_APIC_ERROR, HandleError, NULL);
    SetVirtualWireMode();
}

// Only under a hypervisor may x2APIC mode be used without interrupt remapping, which this kernel
// has no driver for; hypervisors offer it since it saves them much work. A CPU that announces it
// and does not take it stays in xAPIC mode.
static void EnterX2APICMode(void) {
    const U32 Needed = CPUID_ECX_X2APIC | CPUID_ECX_HYPERVISOR;
    if ((ReadCPUID(CPUID_FEATURES, 0).ECX & Needed) != Needed) return;
    WriteMSR(IA32_APIC_BASE, ReadMSR(IA32_APIC_BASE) | APIC_BASE_ENABLED | APIC_BASE_X2APIC);
    if (APIC != &X2APICAccess && ReadMSR(IA32_APIC_BASE) & APIC_BASE_X2APIC) APIC = &X2APICAccess;
}

static BOOL IsBitSet(U32 FirstRegister, U32 Bit) {
    const U32 Word = APIC->Read(FirstRegister + Bit / BITS_PER_WORD * WORD_STRIDE);
    return (Word >> Bit % BITS_PER_WORD & 1) != 0;
}

static BOOL IsAnyInService(void) {
    for (U32 Word = 0; Word < VECTOR_COUNT / BITS_PER_WORD; Word++) {
        if (APIC->Read(APIC_IN_SERVICE + Word * WORD_STRIDE) != 0) return TRUE;
    }
    return FALSE;
}

// Whoever was here before, firmware or another kernel, may have left interrupts in service, which
// hold back all of their priority and below. Each end takes the highest one away.
static void EndWhatIsInService(void) {
    for (U32 Ends = 0; Ends < VECTOR_COUNT && IsAnyInService(); Ends++) EndLocalAPICInterrupt();
}

static U32 InputEntry(LocalInput Input) {
    if (!Input.IsNMI) return LVT_MASKED;
    return LVT_NMI | (Input.IsActiveLow ? LVT_ACTIVE_LOW : 0);
}

void EnableLocalAPIC(const LocalInput Inputs[LOCAL_INPUTS]) {
    WriteMSR(IA32_APIC_BASE, ReadMSR(IA32_APIC_BASE) | APIC_BASE_ENABLED);
    EnterX2APICMode();
    EnableAndMaskAll();
    APIC->Write(APIC_LVT_LINT0, InputEntry(Inputs[0]));
    APIC->Write(APIC_LVT_LINT1, InputEntry(Inputs[1]));
    EndWhatIsInService();
    APIC->Write(APIC_ERROR_STATUS, 0);
    APIC->Write(APIC_LVT_ERROR, VECTOR_LOCAL_APIC_ERROR);
    APIC->Write(APIC_TASK_PRIORITY, 0);
}

U32 ReadLocalAPICID(void) { return APIC->ReadID(); }

void EndLocalAPICInterrupt(void) { APIC->Write(APIC_END_OF_INTERRUPT, 0); }

void EndIfFromLocalAPIC(U32 Vector) {
    if (APIC != NULL && IsBitSet(APIC_IN_SERVICE, Vector)) EndLocalAPICInterrupt();
}

BOOL IsVectorPending(U32 Vector) { return IsBitSet(APIC_REQUESTED, Vector); }

void RaiseVector(U32 Vector) {
    APIC->SendCommand(0, COMMAND_SELF | COMMAND_ASSERT | Vector);
}

static void Send(U32 APICID, U32 Command) {
    const UINT Saved = SaveInterrupts();
    APIC->SendCommand(APICID, COMMAND_ASSERT | Command);
    RestoreInterrupts(Saved);
}

// As an edge: the level, and its end, are for the 82489DX alone (MultiProcessor Specification 1.4,
// B.4).
void SendINIT(U32 APICID) { Send(APICID, COMMAND_INIT); }

void SendStartUp(U32 APICID, PHYSICAL Page) {
    Send(APICID, COMMAND_START_UP | (U32)(Page / PAGE_BYTES));
}

void SendNMI(U32 APICID) { Send(APICID, COMMAND_NMI); }

U32 CountLocalAPICSpurious(void) { return SpuriousCount; }

U32 CountLocalAPICErrors(void) { return ErrorCount; }
