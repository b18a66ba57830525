// What cpu/IRQ.h and arch/Arch.h promise about interrupts: who is called, and what is counted.

#include "arch/Arch.h"
#include "arch/x86/common/PIC.h"
#include "base/Log.h"
#include "base/String.h"
#include "cpu/IRQ.h"
#include "probe/Probe.h"
#include "tasks/Scheduler.h"
#include "time/Clock.h"

PROBE(IRQsAreCounted, "each tick is one interrupt of the timer's line, and of no other") {
    const UINT Saved = SaveInterrupts();
    const U32 Before = CountIRQs(IRQ_TIMER), Other = CountIRQs(IRQ_COM1);
    const U64 TicksBefore = ClockTicks();
    RestoreInterrupts(Saved);
    Sleep(10 * TICK_MICROSECONDS);
    DisableInterrupts();
    const U32 Counted = CountIRQs(IRQ_TIMER) - Before;
    const U64 Ticks = ClockTicks() - TicksBefore;
    EnableInterrupts();

    PROBE_EXPECT(Ticks >= 10, "%llu ticks", Ticks);
    PROBE_EQUAL(Ticks, Counted, "interrupts of the timer");
    PROBE_EQUAL(Other, CountIRQs(IRQ_COM1), "interrupts of COM1, which nobody unmasked");
}

static void CountCall(void *Context) { ++*(U32 *)Context; }

// Nothing is in service when a task runs, so that the vectors of lines 7 and 15 are spurious.
_Static_assert(PIC_FIRST_VECTOR == 0x20, "the vectors below");

PROBE(SpuriousIRQsAreCounted, "a spurious interrupt is counted as such, and reaches no handler") {
    static U32 Calls;
    RegisterIRQHandler(7, CountCall, &Calls);
    const U32 Before = CountSpuriousIRQs();
    const U32 Line7 = CountIRQs(7), Line15 = CountIRQs(15);

    __asm__ volatile("int $0x27" ::: "memory");
    PROBE_EQUAL(Before + 1, CountSpuriousIRQs(), "spurious interrupts after that of line 7");
    __asm__ volatile("int $0x2F" ::: "memory");
    PROBE_EQUAL(Before + 2, CountSpuriousIRQs(), "spurious interrupts after that of line 15");
    PROBE_EQUAL(Line7, CountIRQs(7), "interrupts of line 7");
    PROBE_EQUAL(Line15, CountIRQs(15), "interrupts of line 15");
    PROBE_EQUAL(0, Calls, "calls of line 7's handler");

    const U64 Ticks = ClockTicks();
    Sleep(2 * TICK_MICROSECONDS);
    PROBE_EXPECT(ClockTicks() > Ticks, "no tick since");
}

static U32 CountRecords(const char *Text) {
    U32 Count = 0;
    for (U32 Index = 0; Index < LOG_RECORDS; Index++) {
        const LogRecord *Record = &LogRecords[Index];
        if (Record->Number == 0 || !StringsEqual(Record->Text, Text)) continue;
        Count++;
        PROBE_EQUAL(LOG_WARN, Record->Level, "level");
    }
    return Count;
}

PROBE(UnexpectedVectorIsLogged, "a vector that nobody registered for costs one warning") {
    static const char Text[] = "interrupts: nobody expects vector 202";
    const U32 Before = CountRecords(Text);

    __asm__ volatile("int $202" ::: "memory");
    PROBE_EQUAL(Before + 1, CountRecords(Text), "warnings");
}
