// CMOS: the clock that runs on a PC's battery (Motorola MC146818A data sheet).

#pragma once

#include "base/Base.h"

// Reads the clock, taken to be UTC, in seconds since 1970 began. CenturyIndex is the register that
// has the century, as the FADT says, or 0. FALSE if there is no clock, it does not run, or it shows
// no time. Waits for the end of an update, 2 ms at most. Context: boot or task.
BOOL ReadCMOSClock(U8 CenturyIndex, I64 *Seconds) MUST_USE;
