// What an NMI finds that comes at any instruction, and small functions that the checker lets a CPU
// execute wherever it stands.

#include "arch/Arch.h"
#include "arch/CPU.h"
#include "arch/x86/common/LocalAPIC.h"
#include "arch/x86/common/Vectors.h"
#include "probe/Probe.h"

// The checker reads them by name, 64 bits each on both architectures.
typedef struct {
    U64 Count;
    U64 Current;  // what CurrentCPU() gave
    U64 Stack;    // an address on the handler's stack
} WitnessedNMI;

extern WitnessedNMI WitnessedNMIs[256];  // by APIC ID, which the Local APIC tells
WitnessedNMI WitnessedNMIs[256];

LINEAR CheckerCurrentCPU(void);
UINT CheckerGetIndex(void);
UINT CheckerGetFlags(void);
void CheckerSetFlags(void);

LINEAR CheckerCurrentCPU(void) { return (LINEAR)CurrentCPU(); }

UINT CheckerGetIndex(void) { return PerCPUGet(Index); }

UINT CheckerGetFlags(void) { return PerCPUGet(PerCpuFlags); }

void CheckerSetFlags(void) { PerCPUSet(PerCpuFlags, 0x5A5A0000); }

static BOOL WitnessNMI(TrapFrame *Frame, void *Context) {
    WitnessedNMI *Mine = &WitnessedNMIs[ReadLocalAPICID() & 0xFF];

    (void)Frame;
    (void)Context;
    Mine->Current = (LINEAR)CurrentCPU();
    Mine->Stack = (LINEAR)&Frame;
    Mine->Count++;
    return TRUE;
}

PROBE(WitnessNMIs, "NMIs are noted, and what they interrupted goes on") {
    RegisterExceptionHandler(VECTOR_NMI, WitnessNMI, NULL);
}
