// TimerCalibration: finds out how fast the Local APIC's timer counts.

#pragma once

#include "time/TimeReference.h"

// Whether ticks of the clock arrive: halts until the next one, or until the boot CPU's timer has
// counted down, whose rate nobody knows yet; once more with a higher count, unless two ticks should
// have come by Reference. Context: boot, interrupts on, in APIC mode.
BOOL SeesTicks(const TimeReference *Reference) MUST_USE;

// Measures the boot CPU's timer by Reference, for 2.5 ms, and stores LocalAPICTimerFrequency. It
// needs no tick: with a reference that counts by itself, an HPET, it goes on when the PIT has gone.
// FALSE if the reference has not moved, or the timer has not or was over first. Context: boot, in
// APIC mode, interrupts on or off.
BOOL CalibrateLocalAPICTimer(const TimeReference *Reference) MUST_USE;
