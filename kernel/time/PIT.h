// PIT: the 8254 programmable interval timer, channel 0, on interrupt line 0 (Intel 8254 data sheet,
// 231164).

#pragma once

#include "time/TickSource.h"

#define PIT_COUNTS_PER_SECOND 1193182

extern const TickSource PITTickSource;
