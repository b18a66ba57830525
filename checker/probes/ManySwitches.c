// Ten times as many preemptions as the timer makes, from when the guest program contention reads
// the view /system/many-switches: the interrupt of the CMOS clock is one tick more for the
// scheduler, and for nobody else.
//
// A wake that is lost between looking and waiting takes a preemption within a few instructions. At
// 1024 ticks a second that is a matter of seconds; with more, whoever runs instead would be
// preempted, too, before he has come to the wake.

#include "arch/Arch.h"
#include "cpu/IRQ.h"
#include "files/Files.h"
#include "probe/Probe.h"
#include "tasks/Scheduler.h"

#define CLOCK_LINE 8

// Motorola MC146818A data sheet, "Registers"; a read of register C lets the next interrupt come.
enum {
    INDEX = 0x70,
    DATA = 0x71,
    REGISTER_A = 0x0A,
    REGISTER_B = 0x0B,
    REGISTER_C = 0x0C,
    RATE_1024_HZ = 0x26,
    PERIODIC_INTERRUPT = 0x40,
};

static U8 ReadClock(U8 Register) {
    WritePort8(INDEX, Register);
    return ReadPort8(DATA);
}

static void WriteClock(U8 Register, U8 Value) {
    WritePort8(INDEX, Register);
    WritePort8(DATA, Value);
}

static void TickOnceMore(void *Context) {
    (void)Context;
    ReadClock(REGISTER_C);
    OnTick();
}

static void StartSwitches(TextWriter *To) {
    static BOOL IsStarted;

    if (!IsStarted) {
        RegisterIRQHandler(CLOCK_LINE, TickOnceMore, NULL);
        const UINT Saved = SaveInterrupts();
        WriteClock(REGISTER_A, RATE_1024_HZ);
        WriteClock(REGISTER_B, ReadClock(REGISTER_B) | PERIODIC_INTERRUPT);
        ReadClock(REGISTER_C);
        RestoreInterrupts(Saved);
        IsStarted = TRUE;
    }
    WriteText(To, "started\n");
}

PROBE(OfferManySwitches, "programs can have tasks take turns 1024 times a second") {
    PROBE_EQUAL(0, AddSystemView("many-switches", StartSwitches), "result");
}
