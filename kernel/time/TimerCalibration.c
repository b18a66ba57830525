#include "time/TimerCalibration.h"

#include "arch/Arch.h"
#include "arch/x86/common/LocalAPICTimer.h"
#include "time/Clock.h"

// The measurement takes this part of a tick. Longer is more exact and makes each boot longer: the
// PIT counts 11932 times a tick, so that a quarter of them tells the rate to a three-thousandth.
#define PART_OF_A_TICK 4

// What the timer counts down from, after division. Timers count 25 million to some 1000 million
// times a second: that is 64 ms to 3 s, and 0.5 s to 20 s. The second is for a faster one.
static const U32 Patience[] = {4000000, 32000000};

// Of so many looks at both counters the quickest one counts: whatever comes in between them, such
// as the firmware's own interrupts, makes one of them late.
#define LOOKS 5

typedef struct {
    U32 Reference;
    U32 Timer;
} Sample;

static volatile BOOL IsTimerOver;

static void EndWait(void) { IsTimerOver = TRUE; }

// Context: interrupts off.
static Sample LookAtBoth(const TimeReference *Reference) {
    Sample Best = {0};
    U32 Least = 0xFFFFFFFF;

    for (U32 Look = 0; Look < LOOKS; Look++) {
        const U32 Before = ReadLocalAPICTimer();
        const U32 Counts = Reference->Read();
        const U32 Gap = Before - ReadLocalAPICTimer();
        if (Gap >= Least) continue;
        Least = Gap;
        Best = (Sample){.Reference = Counts, .Timer = Before - Gap / 2};
    }
    return Best;
}

// Halts until the clock has reached Tick; tells whether it has before the timer was over. Leaves
// interrupts off.
static BOOL WaitForTick(U64 Tick) {
    DisableInterrupts();
    while (ClockTicks() < Tick && !IsTimerOver) {
        WaitForInterrupt();
        DisableInterrupts();
    }
    return ClockTicks() >= Tick;
}

BOOL SeesTicks(const TimeReference *Reference) {
    const U32 TwoTicks = (U32)(2 * Reference->CountsPerSecond / TICKS_PER_SECOND);
    const UINT Saved = SaveInterrupts();
    const U64 Next = ClockTicks() + 1;
    const U32 First = Reference->Read();
    BOOL HasTicked = FALSE;

    // The clock as its own reference stands still without ticks: it never ends the tries.
    for (U32 Try = 0; Try < ARRAY_COUNT(Patience) && !HasTicked; Try++) {
        if (Reference->Read() - First >= TwoTicks) break;
        IsTimerOver = FALSE;
        StartLocalAPICTimer(Patience[Try], EndWait);
        HasTicked = WaitForTick(Next);
        StopLocalAPICTimer();
    }
    RestoreInterrupts(Saved);
    return HasTicked;
}

// Interrupts may come in between two looks, and need not.
static void Measure(const TimeReference *Reference, U32 Counts, Sample *First, Sample *Last) {
    const U32 Wanted = (U32)(Reference->CountsPerSecond / TICKS_PER_SECOND / PART_OF_A_TICK);
    UINT Saved = SaveInterrupts();

    StartLocalAPICTimer(Counts, EndWait);
    *First = *Last = LookAtBoth(Reference);
    while (Last->Reference - First->Reference < Wanted && Last->Timer != 0) {
        RestoreInterrupts(Saved);
        RelaxCPU();
        Saved = SaveInterrupts();
        *Last = LookAtBoth(Reference);
    }
    StopLocalAPICTimer();
    RestoreInterrupts(Saved);
}

BOOL CalibrateLocalAPICTimer(const TimeReference *Reference) {
    Sample First = {0}, Last = {0};

    // A timer that was over first tells nothing: the CPU was kept away meanwhile.
    for (U32 Try = 0; Try < ARRAY_COUNT(Patience) && Last.Timer == 0; Try++) {
        Measure(Reference, Patience[Try], &First, &Last);
    }
    const U64 Passed = Last.Reference - First.Reference;
    const U64 Counted = (U64)(First.Timer - Last.Timer) * LOCAL_APIC_TIMER_DIVISOR;
    if (Passed == 0 || Counted == 0 || Last.Timer == 0) return FALSE;
    SetLocalAPICTimerFrequency(Counted * Reference->CountsPerSecond / Passed);
    return TRUE;
}
