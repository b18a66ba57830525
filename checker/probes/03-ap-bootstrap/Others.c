// Interrupts that are sent to another CPU: they wake it, are ended there, and do nothing of what
// the boot CPU does at the same vectors.

#include "arch/Arch.h"
#include "arch/x86/common/APICAccess.h"
#include "arch/x86/common/LocalAPIC.h"
#include "arch/x86/common/Vectors.h"
#include "cpu/IRQ.h"
#include "probe/Probe.h"
#include "smp/ApplicationCPU.h"
#include "tasks/Scheduler.h"
#include "time/Clock.h"

#define FREE_VECTOR 0xE1
#define COMMAND_ASSERT 0x4000

static void SendTo(U32 Index, U32 Vector) {
    const UINT Saved = SaveInterrupts();
    APIC->SendCommand(CPURecords[Index].APICID, COMMAND_ASSERT | Vector);
    RestoreInterrupts(Saved);
}

static void SendToAll(U32 Vector) {
    for (U32 Index = 0; Index < CPUCount; Index++) {
        if (Index != BootCPUIndex) SendTo(Index, Vector);
    }
    Sleep(2 * TICK_MICROSECONDS);
}

PROBE(OthersErrors, "an error of another CPU's Local APIC is counted, and ended") {
    const U32 Before = CountLocalAPICErrors();
    SendToAll(VECTOR_LOCAL_APIC_ERROR);
    SendToAll(VECTOR_LOCAL_APIC_ERROR);
    PROBE_EQUAL(Before + 2 * (CPUCount - 1), CountLocalAPICErrors(), "errors");
}

PROBE(OthersTicks, "a tick's vector that comes to another CPU is no tick") {
    const UINT Saved = SaveInterrupts();
    const U64 Ticks = ClockTicks();
    const U32 Counted = CountIRQs(IRQ_TIMER);
    for (U32 Times = 0; Times < 3; Times++) {
        for (U32 Index = 0; Index < CPUCount; Index++) {
            if (Index != BootCPUIndex) SendTo(Index, VECTOR_IOAPIC_LINES + IRQ_TIMER);
        }
        BusyWait(1000);
    }
    PROBE_EQUAL((U32)Ticks, (U32)ClockTicks(), "ticks, with the boot CPU's interrupts off");
    PROBE_EQUAL(Counted, CountIRQs(IRQ_TIMER), "interrupts of the timer's line");
    RestoreInterrupts(Saved);
}

PROBE(OthersUnexpected, "a vector that nobody expects does not reach into the boot CPU") {
    for (U32 Times = 0; Times < 3; Times++) SendToAll(FREE_VECTOR);
    PROBE_EXPECT(!InInterrupt(), "the boot CPU seems to be in an interrupt");
}
