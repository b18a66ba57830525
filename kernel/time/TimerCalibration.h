// TimerCalibration: finds out how fast the Local APIC's timer counts.

#pragma once

#include "time/TimeReference.h"

typedef enum {
    TIMER_MEASURED,
    TIMER_SAW_NO_TICK,   // the clock does not go on
    TIMER_IS_UNSTEADY,   // the reference has not moved, or the timer has not
} TimerCalibration;

// Measures the boot CPU's timer by Reference until a tick of the clock, and stores
// LocalAPICTimerFrequency. As the same timer ends the wait where no tick comes, this also tells
// whether ticks arrive. Takes 3 to 13 ms, most of them halted. Context: boot, interrupts on, in
// APIC mode.
TimerCalibration CalibrateLocalAPICTimer(const TimeReference *Reference) MUST_USE;
