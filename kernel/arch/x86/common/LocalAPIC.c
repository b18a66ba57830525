#include "arch/x86/common/LocalAPIC.h"

#include "arch/Arch.h"
#include "base/Assert.h"

enum {
    // CPUID leaf 1 (SDM vol. 2A, CPUID, tables 3-8 to 3-11).
    CPUID_FEATURES = 1,
    CPUID_EDX_MSR = 1u << 5,
    CPUID_EDX_APIC = 1u << 9,
    CPUID_EBX_APIC_ID_SHIFT = 24,

    // Vol. 4, IA32_APIC_BASE; bits 11 and 10 (APIC.4.4, figure "IA32_APIC_BASE MSR").
    IA32_APIC_BASE = 0x1B,
    APIC_BASE_ENABLED = 1u << 11,
    APIC_BASE_X2APIC = 1u << 10,

    // APIC.4.1, table "Local APIC Register Address Map".
    REGISTER_ID = 0x020,
    REGISTER_VERSION = 0x030,
    REGISTER_SPURIOUS = 0x0F0,
    REGISTER_LVT_TIMER = 0x320,
    REGISTER_LVT_THERMAL = 0x330,
    REGISTER_LVT_PERFORMANCE = 0x340,
    REGISTER_LVT_LINT0 = 0x350,
    REGISTER_LVT_ERROR = 0x370,

    ID_SHIFT = 24,
    VERSION_MAX_LVT_SHIFT = 16,
    SPURIOUS_SOFTWARE_ENABLE = 1u << 8,
    SPURIOUS_VECTOR = 0xFF,
    LVT_MASKED = 1u << 16,
    LVT_EXTINT = 7u << 8,  // the vector comes from the 8259
};

// A CPU has the thermal and performance entries if its highest LVT entry has at least these numbers
// (APIC.4.8).
enum { MAX_LVT_WITH_PERFORMANCE = 4, MAX_LVT_WITH_THERMAL = 5 };

#define APIC_BASE_ADDRESS 0x000FFFFFFFFFF000ULL  // bits 12 up to the width of physical addresses

static volatile U32 *Registers;

static U32 Read(U32 Register) { return Registers[Register / sizeof(U32)]; }

static void Write(U32 Register, U32 Value) { Registers[Register / sizeof(U32)] = Value; }

LocalAPICState ReadLocalAPICState(void) {
    const CPUIDResult Features = ReadCPUID(CPUID_FEATURES, 0);
    const U32 Needed = CPUID_EDX_APIC | CPUID_EDX_MSR;
    LocalAPICState State = {.InitialAPICID = Features.EBX >> CPUID_EBX_APIC_ID_SHIFT};
    if ((Features.EDX & Needed) != Needed) return State;

    const U64 Base = ReadMSR(IA32_APIC_BASE);
    State.IsPresent = TRUE;
    State.IsEnabled = (Base & APIC_BASE_ENABLED) != 0;
    State.IsX2APIC = (Base & APIC_BASE_X2APIC) != 0;
    State.Address = Base & APIC_BASE_ADDRESS;
    return State;
}

// A spurious interrupt is no interrupt and must not be ended (APIC.9).
static void IgnoreSpurious(TrapFrame *Frame, void *Context) {
    (void)Frame;
    (void)Context;
}

void InitializeLocalAPIC(volatile void *MappedRegisters) {
    ASSERT(Registers == NULL);
    Registers = MappedRegisters;
    RegisterInterruptHandler(SPURIOUS_VECTOR, IgnoreSpurious, NULL);

    // Enabled first: while it is off, the mask bits cannot be cleared (APIC.4.7.2). LINT1, the NMI,
    // stays as the firmware wired it.
    Write(REGISTER_SPURIOUS, SPURIOUS_SOFTWARE_ENABLE | SPURIOUS_VECTOR);
    const U32 MaxLVT = Read(REGISTER_VERSION) >> VERSION_MAX_LVT_SHIFT & 0xFF;
    Write(REGISTER_LVT_TIMER, LVT_MASKED);
    Write(REGISTER_LVT_ERROR, LVT_MASKED);
    if (MaxLVT >= MAX_LVT_WITH_PERFORMANCE) Write(REGISTER_LVT_PERFORMANCE, LVT_MASKED);
    if (MaxLVT >= MAX_LVT_WITH_THERMAL) Write(REGISTER_LVT_THERMAL, LVT_MASKED);
    Write(REGISTER_LVT_LINT0, LVT_EXTINT);
}

U32 ReadLocalAPICID(void) { return Read(REGISTER_ID) >> ID_SHIFT; }
