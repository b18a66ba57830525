// Clock: the time since boot, and the tick that moves it.
//
// The clock counts ticks and reads the timer's counter in between. It never goes back. While
// interrupts are off it can be a tick behind, not more than one; it stands still after that.

#pragma once

#include "base/Base.h"
#include "time/TickSource.h"
#include "time/TimeReference.h"

// Starts the clock with Source as its tick; logs the outcome. Context: boot, interrupts off, once,
// after InitializeIRQs.
void InitializeClock(const TickSource *Source);

// Microseconds since InitializeClock, 0 before. Context: any; an NMI may read a stale value.
U64 ClockMicroseconds(void);

// Ticks since InitializeClock. Context: any but NMI.
U64 ClockTicks(void);

// The clock's own counter, as a reference for others. Context: any, after InitializeClock.
TimeReference ClockReference(void);

// From now on each tick calls Callback, after those that came before it, in interrupt context with
// interrupts off. There is room for MAX_TICK_CALLBACKS, or it panics. Context: boot or task.
#define MAX_TICK_CALLBACKS 4
void AddTickCallback(void (*Callback)(void));

// Returns after at least Microseconds, without giving up the CPU. It needs no interrupts; it is
// exact to about two microseconds as long as it is not interrupted. Without a timer that counts it
// takes a port access for a microsecond. Context: any but NMI, after InitializeClock.
void BusyWait(U32 Microseconds);
