// TickSource: what makes the scheduler's tick. The one seam between the clock and the timer that
// drives it; another timer brings another table.

#pragma once

#include "base/Base.h"

#define TICKS_PER_SECOND 100
#define TICK_MICROSECONDS 10000

typedef struct {
    const char *Name;
    U32 CountsPerSecond;  // how fast the timer counts
    U32 CountsPerTick;    // what is programmed; CountsPerSecond / CountsPerTick is TICKS_PER_SECOND

    // Programs the tick and from then on calls OnTick at each, in interrupt context with interrupts
    // off. Tells whether the timer counts at all. Context: boot, interrupts off.
    BOOL (*Start)(void (*OnTick)(void));

    // How many counts have passed since the tick that came last, below CountsPerTick.
    // Context: interrupts off.
    U32 (*ReadCount)(void);

    // Whether a tick is due that OnTick has not seen yet. Context: interrupts off.
    BOOL (*IsTickPending)(void);
} TickSource;
