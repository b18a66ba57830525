#include "time/WallClock.h"

#include "time/Clock.h"

static I64 BootMicroseconds;  // [i] after boot: since 1970, when the clock was 0

void SetWallClock(I64 Seconds) {
    BootMicroseconds = Seconds * 1000000 - (I64)ClockMicroseconds();
}

I64 WallClockNanoseconds(void) { return (BootMicroseconds + (I64)ClockMicroseconds()) * 1000; }
