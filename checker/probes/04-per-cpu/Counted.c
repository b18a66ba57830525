// What the entries count: each CPU its own interrupts.

#include "arch/Arch.h"
#include "arch/CPU.h"
#include "arch/x86/common/APICAccess.h"
#include "arch/x86/common/Vectors.h"
#include "probe/Probe.h"
#include "smp/CPURecord.h"
#include "tasks/Scheduler.h"
#include "time/Clock.h"

#define FREE_VECTOR 0xE1
#define COMMAND_ASSERT 0x4000
#define TIMES 3

static void SendTo(U32 Index) {
    const UINT Saved = SaveInterrupts();
    APIC->SendCommand(CPURecords[Index].APICID, COMMAND_ASSERT | FREE_VECTOR);
    RestoreInterrupts(Saved);
    Sleep(2 * TICK_MICROSECONDS);
}

PROBE(EachCountsItsOwnInterrupts, "an interrupt counts on the CPU that takes it, and only there") {
    for (U32 Index = 0; Index < CPUCount; Index++) {
        U32 Before[MAX_CPUS];
        if (Index == BootCPUIndex) continue;
        for (U32 Other = 0; Other < CPUCount; Other++) {
            Before[Other] = (U32)CPUTable[Other].Statistics.Interrupts;
        }
        for (U32 Time = 0; Time < TIMES; Time++) SendTo(Index);
        for (U32 Other = 0; Other < CPUCount; Other++) {
            const U32 Taken = (U32)CPUTable[Other].Statistics.Interrupts - Before[Other];
            if (Other == Index) PROBE_EQUAL(TIMES, Taken, "interrupts of that CPU");
            else if (Other != BootCPUIndex) PROBE_EQUAL(0, Taken, "interrupts of another");
            else PROBE_EXPECT(Taken > 0, "the boot CPU counts no ticks");
        }
    }
}

#define COMMAND_NMI (4u << 8)
#define PATIENCE 10000000

static volatile U32 Entered, Looked;
static volatile BOOL IsToldSo;

// Stays until the boot CPU has looked.
static BOOL StayInHandler(TrapFrame *Frame, void *Context) {
    (void)Frame;
    (void)Context;
    if (IsBootCPU()) return TRUE;
    IsToldSo = InInterrupt();
    Entered = 1;
    for (U32 Turn = 0; Turn < PATIENCE && Looked == 0; Turn++) RelaxCPU();
    return TRUE;
}

PROBE(HandlersAreTheirCPUs, "while another CPU is in a handler, this one is in none") {
    const U32 Other = BootCPUIndex == 0 ? 1 : 0;
    RegisterExceptionHandler(VECTOR_NMI, StayInHandler, NULL);

    const UINT Saved = SaveInterrupts();
    APIC->SendCommand(CPURecords[Other].APICID, COMMAND_ASSERT | COMMAND_NMI);
    for (U32 Turn = 0; Turn < PATIENCE && Entered == 0; Turn++) RelaxCPU();
    const BOOL Seems = InInterrupt();
    Looked = 1;
    RestoreInterrupts(Saved);
    PROBE_EXPECT(Entered != 0, "the other CPU did not come to the handler");
    PROBE_EXPECT(!Seems, "this CPU seems to be in an interrupt");
    PROBE_EXPECT(IsToldSo, "the other CPU seems to be in no interrupt");
}
