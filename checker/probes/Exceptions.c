// Code that must end in a panic, and the panic must say why.

#include "arch/Arch.h"
#include "base/Log.h"
#include "base/Panic.h"
#include "probe/Probe.h"

static volatile U32 Zero;

PROBE_PANICS(PanicOnNullPointer, "#PF page fault, error code 0x2,", "a write to NULL is caught") {
    *(volatile U32 *)(LINEAR)Zero = 1;
}

PROBE_PANICS(PanicOnDivision, "#DE divide error", "a division by zero is caught") {
    Zero = 100 / Zero;
}

PROBE_PANICS(PanicOnInvalidOpcode, "#UD invalid opcode", "an instruction that is none is caught") {
    __asm__ volatile("ud2");
}

PROBE_PANICS(PanicOnWriteToText, "#PF page fault, error code 0x3,", "code cannot be changed") {
    *(volatile U8 *)(LINEAR)&SwitchContext = 0;
}

PROBE_PANICS(PanicOnWriteToRodata, "#PF page fault, error code 0x3,", "constants stay constant") {
    *(volatile U8 *)(LINEAR)&ImageSections[0] = 0;
}

PROBE_PANICS(PanicOnRunningData, "#PF page fault, error code 0x11,", "data cannot be run") {
    static U8 Return[] = {0xC3};
    ((void (*)(void))(LINEAR)Return)();
}

// The volatile read after the call keeps the compiler from making a loop of it.
static U32 Recurse(volatile const U32 *Depth) {
    volatile U32 Below = *Depth + 1;
    return Zero == 0 ? Recurse(&Below) + Below : 0;
}

PROBE_PANICS(PanicOnStackOverflow, "#DF double fault", "a stack overflow ends in a dump") {
    static volatile U32 Start;
    Zero = Recurse(&Start);
}

// Faults once, at the first line that is written after a panic.
static void FaultInPanic(const char *Text, U32 Length) {
    static BOOL HasFaulted;
    (void)Text;
    (void)Length;
    if (PanicMessage[0] == 0 || HasFaulted) return;
    HasFaulted = TRUE;
    __asm__ volatile("ud2");
}

PROBE_PANICS(PanicWhileReporting, "probe: the first", "a fault in a panic does not replace it") {
    static LogSink Faulty = {.Name = "faulty", .Write = FaultInPanic};
    AddLogSink(&Faulty);
    Panic("probe: the first");
}
