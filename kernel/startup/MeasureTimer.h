// MeasureTimer: measures the Local APIC's timer by the best counter that the machine has.

#pragma once

#include "base/Base.h"

// By the HPET if the firmware lists one that counts, else by the clock's timer; logs the outcome.
// FALSE if no tick comes. Context: boot, interrupts on, in APIC mode.
BOOL MeasureTimer(void);
