// LocalAPICTimer: the timer inside each CPU's Local APIC (Intel SDM vol. 3A, "APIC Timer").
//
// It counts down at a rate that differs from machine to machine and that nothing tells: somebody
// has to measure it. Everything here acts on the CPU that calls it.

#pragma once

#include "base/Base.h"

// The rate of the counter before it is divided, in counts a second; 0 as long as nobody knows it.
// The same for all CPUs. [i] once SetLocalAPICTimerFrequency has been called.
extern U64 LocalAPICTimerFrequency;

// By what the rate is divided in StartLocalAPICTimer.
#define LOCAL_APIC_TIMER_DIVISOR 16

// Context: boot CPU, once, before others are called.
void SetLocalAPICTimerFrequency(U64 CountsPerSecond);

// Starts it once from Counts, of LOCAL_APIC_TIMER_DIVISOR counts before division each, down to 0,
// and then calls OnEnd in interrupt context, interrupts off. Counts > 0. Context: boot, interrupts
// off, in APIC mode. Panics if anyone else has the timer.
void StartLocalAPICTimer(U32 Counts, void (*OnEnd)(void));

// How many of them are left. Context: any.
U32 ReadLocalAPICTimer(void);

// Stops it, masked, and lets go of it; OnEnd is not called any more. Context: as
// StartLocalAPICTimer.
void StopLocalAPICTimer(void);
