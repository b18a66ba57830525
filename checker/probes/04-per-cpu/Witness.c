// What an exception finds that comes at any instruction, and small functions that the checker lets
// a CPU execute wherever it stands.

#include "arch/Arch.h"
#include "arch/CPU.h"
#include "arch/x86/common/Instructions.h"
#include "arch/x86/common/LocalAPIC.h"
#include "probe/Probe.h"

#define DEBUG 1
#define NMI 2
#define MACHINE_CHECK 18
#define CPUID_MACHINE_CHECKS (1u << 7)  // EDX of leaf 1: CR4.MCE, IA32_MCG_STATUS
#define CR4_MACHINE_CHECKS (1u << 6)
#define MSR_MCG_STATUS 0x17A
#define BREAK_AT_DR0 1  // DR7: on this CPU, when the instruction at DR0 is about to be executed

// The checker reads them by name, 64 bits each on both architectures.
typedef struct {
    U64 Count;
    U64 Current;  // what CurrentCPU() gave
    U64 Stack;    // an address on the handler's stack
} Witnessed;

// By APIC ID, which the Local APIC tells.
extern Witnessed WitnessedNMIs[256], WitnessedDebugs[256], WitnessedMachineChecks[256];
Witnessed WitnessedNMIs[256], WitnessedDebugs[256], WitnessedMachineChecks[256];

// Where the checker wants a debug exception once: the next NMI's handler sets the breakpoint.
extern volatile U64 WantedDebug;
volatile U64 WantedDebug;

LINEAR CheckerCurrentCPU(void);
UINT CheckerGetIndex(void);
UINT CheckerGetFlags(void);
void CheckerSetFlags(void);

LINEAR CheckerCurrentCPU(void) { return (LINEAR)CurrentCPU(); }

UINT CheckerGetIndex(void) { return PerCPUGet(Index); }

UINT CheckerGetFlags(void) { return PerCPUGet(PerCpuFlags); }

void CheckerSetFlags(void) { PerCPUSet(PerCpuFlags, 0x5A5A0000); }

static void Note(Witnessed *All) {
    Witnessed *Mine = &All[ReadLocalAPICID() & 0xFF];

    Mine->Current = (LINEAR)CurrentCPU();
    Mine->Stack = (LINEAR)&Mine;
    Mine->Count++;
}

static void SetBreakpoint(UINT Address, UINT Control) {
    __asm__ volatile("mov %0, %%dr0\n\tmov %1, %%dr7" : : "r"(Address), "r"(Control));
}

static BOOL WitnessNMI(TrapFrame *Frame, void *Context) {
    (void)Frame;
    (void)Context;
    Note(WitnessedNMIs);
    if (WantedDebug != 0) SetBreakpoint((UINT)WantedDebug, BREAK_AT_DR0);
    WantedDebug = 0;
    return TRUE;
}

// A program's own are not dealt with here.
static BOOL WitnessDebug(TrapFrame *Frame, void *Context) {
    (void)Context;
    if (TrapFromUser(Frame)) return FALSE;
    SetBreakpoint(0, 0);
    Note(WitnessedDebugs);
    return TRUE;
}

static BOOL WitnessMachineCheck(TrapFrame *Frame, void *Context) {
    (void)Frame;
    (void)Context;
    Note(WitnessedMachineChecks);
    WriteMSR(MSR_MCG_STATUS, 0);  // no longer in progress
    return TRUE;
}

PROBE(WitnessNMIs, "exceptions at any instruction are noted, and what they interrupted goes on") {
    RegisterExceptionHandler(NMI, WitnessNMI, NULL);
    RegisterExceptionHandler(DEBUG, WitnessDebug, NULL);
    if (ReadCPUID(1, 0).EDX & CPUID_MACHINE_CHECKS) {
        RegisterExceptionHandler(MACHINE_CHECK, WitnessMachineCheck, NULL);
        WriteCR4(ReadCR4() | CR4_MACHINE_CHECKS);
    }
}
