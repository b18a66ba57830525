// WallClock: what time it is: a time that was read once, at boot, and the clock since then.

#pragma once

#include "base/Base.h"

// Says that it is now Seconds since 1970 began, UTC. Context: boot, after InitializeClock.
void SetWallClock(I64 Seconds);

// Nanoseconds since 1970 began, UTC; since boot if nobody knew. Context: as ClockMicroseconds.
I64 WallClockNanoseconds(void);
