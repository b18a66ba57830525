// CMOSTime: what the registers of a PC's clock mean (Motorola MC146818A data sheet).
//
// Pure: no I/O, any context. The registers are untrusted: a battery may be empty.

#pragma once

#include "base/Base.h"

// As they are read: in BCD or binary and of 12 or 24 hours, as StatusB says.
typedef struct {
    U8 Second, Minute, Hour, Day, Month, Year;
    U8 Century;  // 0: there is no register for it, and it is the 21st
    U8 StatusB;
} CMOSTime;

// Seconds since 1970 began. FALSE if it is no time: no such day, hour, digit.
BOOL SecondsOfCMOSTime(const CMOSTime *Time, I64 *Seconds) MUST_USE;
