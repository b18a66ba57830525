#include "time/Clock.h"

#include "arch/Arch.h"
#include "base/Assert.h"
#include "base/Log.h"

static const TickSource *Source;
static BOOL IsCounting;
static U64 Ticks;       // written by the tick, interrupts off
static U64 LastCounts;  // the latest time anyone has been told, in counts of the source

static void (*Callbacks[MAX_TICK_CALLBACKS])(void);
static _Atomic U32 CallbackCount;

// Context: interrupt, interrupts off.
static void CountTick(void) {
    Ticks++;
    for (U32 Index = 0; Index < CallbackCount; Index++) {
        Callbacks[Index]();
    }
}

void InitializeClock(const TickSource *NewSource) {
    ASSERT(Source == NULL);
    IsCounting = NewSource->Start(CountTick);
    Source = NewSource;
    SetLogClock(ClockMicroseconds);
    if (IsCounting) {
        LogInfo("time", "%s ticks %u times a second", Source->Name, TICKS_PER_SECOND);
    } else {
        LogError("time", "%s does not count: there will be no tick", Source->Name);
    }
}

// Context: interrupts off.
static U64 ReadCounts(void) {
    // The order matters: a tick that comes due between the two lines is pending and the count may
    // be that of before it or after it. Only after it, in the first half of the new period, does it
    // add a tick that has not been counted.
    const U32 Count = Source->ReadCount();
    const BOOL Pending = Source->IsTickPending() && Count < Source->CountsPerTick / 2;
    const U64 Counts = (Ticks + (Pending ? 1 : 0)) * Source->CountsPerTick + Count;
    if (Counts > LastCounts) LastCounts = Counts;
    return LastCounts;
}

static U32 ReadReference(void) { return (U32)ReadCounts(); }

TimeReference ClockReference(void) {
    return (TimeReference){.Name = Source->Name,
                           .CountsPerSecond = Source->CountsPerSecond,
                           .Read = ReadReference};
}

U64 ClockMicroseconds(void) {
    if (Source == NULL) return 0;
    const UINT Saved = SaveInterrupts();
    const U64 Counts = ReadCounts();
    RestoreInterrupts(Saved);
    const U64 Rate = Source->CountsPerSecond;
    return Counts / Rate * 1000000 + Counts % Rate * 1000000 / Rate;
}

U64 ClockTicks(void) {
    const UINT Saved = SaveInterrupts();
    const U64 Result = Ticks;
    RestoreInterrupts(Saved);
    return Result;
}

void AddTickCallback(void (*Callback)(void)) {
    const UINT Saved = SaveInterrupts();
    ASSERT(CallbackCount < MAX_TICK_CALLBACKS);
    Callbacks[CallbackCount] = Callback;
    CallbackCount++;
    RestoreInterrupts(Saved);
}

// An access to a port that nobody listens to takes about a microsecond on an ISA bus.
static void WaitWithoutTimer(U32 Microseconds) {
    for (; Microseconds > 0; Microseconds--) {
        WritePort8(0x80, 0);
    }
}

static U32 ReadCountSafely(void) {
    const UINT Saved = SaveInterrupts();
    const U32 Count = Source->ReadCount();
    RestoreInterrupts(Saved);
    return Count;
}

void BusyWait(U32 Microseconds) {
    if (!IsCounting) {
        WaitWithoutTimer(Microseconds);
        return;
    }
    // One count more than asked for: the first may have been nearly over.
    U64 Left = ((U64)Microseconds * Source->CountsPerSecond + 999999) / 1000000 + 1;
    U32 Last = ReadCountSafely();
    for (;;) {
        const U32 Count = ReadCountSafely();
        const U32 Passed = Count >= Last ? Count - Last : Count + Source->CountsPerTick - Last;
        if (Passed >= Left) return;
        Left -= Passed;
        Last = Count;
        RelaxCPU();
    }
}
