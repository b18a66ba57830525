// Who is told the end of an interrupt: the controller that has it in service, and nobody else.

#include "arch/Arch.h"
#include "arch/x86/common/APICAccess.h"
#include "arch/x86/common/LocalAPIC.h"
#include "arch/x86/common/PIC.h"
#include "arch/x86/common/Vectors.h"
#include "cpu/IRQ.h"
#include "probe/Probe.h"
#include "tasks/Scheduler.h"
#include "time/Clock.h"

// A vector of the kernel's own choice that is free: of high priority, so that nothing that comes
// meanwhile gets between.
#define FREE_VECTOR 0xE1
#define OTHER_VECTOR 0xE2

#define SPURIOUS_REGISTER 0xF0  // Intel SDM vol. 3A, "Spurious-Interrupt Vector Register"

// INT n; RET for each n, four bytes apart.
__asm__(".pushsection .text\n"
        ".balign 4\n"
        "EndsInterrupts:\n"
        ".set Number, 0\n"
        ".rept 256\n"
        ".byte 0xCD, Number, 0xC3, 0x90\n"
        ".set Number, Number + 1\n"
        ".endr\n"
        ".popsection");
extern const U8 EndsInterrupts[];

// As the controller does that has nothing to give: nothing is in service for it.
static void RaiseBySoftware(U32 Vector) {
    ((void (*)(void))(EndsInterrupts + 4 * Vector))();
}

static BOOL IsInService(U32 Vector) {
    return (APIC->Read(APIC_IN_SERVICE + Vector / 32 * 0x10) >> Vector % 32 & 1) != 0;
}

static BOOL WasInService, WasSpuriousEnded, WasPICSpuriousEnded, WasSecondOnesEnded;
static U32 Calls;

static void Interrupt(TrapFrame *Frame, void *Context) {
    (void)Frame;
    (void)Context;
    Calls++;
    WasInService = IsInService(FREE_VECTOR);
    RaiseBySoftware(APIC->Read(SPURIOUS_REGISTER) & 0xFF);
    WasSpuriousEnded = !IsInService(FREE_VECTOR);
    RaiseBySoftware(PIC_FIRST_VECTOR + 7);
    WasPICSpuriousEnded = !IsInService(FREE_VECTOR);
    RaiseBySoftware(PIC_FIRST_VECTOR + 15);
    WasSecondOnesEnded = !IsInService(FREE_VECTOR);
    if (IsInService(FREE_VECTOR)) EndLocalAPICInterrupt();
}

PROBE(SpuriousOnesAreNotEnded, "a spurious interrupt of the APIC or the 8259 ends nobody's") {
    RegisterInterruptHandler(FREE_VECTOR, Interrupt, NULL);
    const U32 OfAPIC = CountLocalAPICSpurious(), OfPIC = CountSpuriousIRQs();
    const UINT Saved = SaveInterrupts();
    RaiseVector(FREE_VECTOR);
    RestoreInterrupts(Saved);
    EnableInterrupts();
    Sleep(TICK_MICROSECONDS);

    PROBE_EQUAL(1, Calls, "calls of the handler");
    PROBE_EXPECT(WasInService, "it was not in service");
    PROBE_EXPECT(!WasSpuriousEnded, "the spurious vector ended it");
    PROBE_EXPECT(!WasPICSpuriousEnded, "a spurious interrupt of the first 8259 ended it");
    PROBE_EXPECT(!WasSecondOnesEnded, "a spurious interrupt of the second 8259 ended it");
    PROBE_EQUAL(OfAPIC + 1, CountLocalAPICSpurious(), "spurious interrupts of the Local APIC");
    PROBE_EQUAL(OfPIC + 2, CountSpuriousIRQs(), "spurious interrupts of the 8259s");
}

PROBE(UnexpectedOnesAreEnded, "a vector that nobody registered for does not hold others back") {
    const UINT Saved = SaveInterrupts();
    RaiseVector(OTHER_VECTOR);
    PROBE_EXPECT(IsVectorPending(OTHER_VECTOR), "it is not pending");
    RestoreInterrupts(Saved);
    const U64 Ticks = ClockTicks();
    for (U32 Waited = 0; Waited < 30 && ClockTicks() < Ticks + 2; Waited++) BusyWait(1000);

    PROBE_EXPECT(!IsVectorPending(OTHER_VECTOR), "it is still pending");
    PROBE_EXPECT(!IsInService(OTHER_VECTOR), "it is in service for ever");
    PROBE_EXPECT(ClockTicks() >= Ticks + 2, "no tick since");
}

PROBE(ErrorsAreTold, "an error of the Local APIC is counted, and ended") {
    const U32 Before = CountLocalAPICErrors();
    const U32 Vector = APIC->Read(APIC_LVT_ERROR) & 0xFF;
    const UINT Saved = SaveInterrupts();
    RaiseVector(Vector);  // as the entry does when there is an error
    RestoreInterrupts(Saved);
    Sleep(2 * TICK_MICROSECONDS);

    PROBE_EQUAL(Before + 1, CountLocalAPICErrors(), "errors");
    PROBE_EXPECT(!IsInService(Vector), "it is in service for ever");
}

PROBE(NothingIsInService, "between interrupts the Local APIC has none in service") {
    Sleep(3 * TICK_MICROSECONDS);
    const UINT Saved = SaveInterrupts();
    U32 Found = 0;
    for (U32 Vector = 0; Vector < VECTOR_COUNT; Vector++) Found += IsInService(Vector);
    RestoreInterrupts(Saved);
    PROBE_EQUAL(0, Found, "vectors in service");
}
