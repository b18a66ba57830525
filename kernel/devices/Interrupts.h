// Interrupts: which of the machine's interrupt controllers are used, and how.

#pragma once

#include "base/Base.h"

// Puts the 8259s in charge of the device lines, all of them masked, and sets the Local APIC, where
// there is one, to let through what they deliver. Logs the state in which the firmware left it.
// Context: boot, interrupts off, after memory/ is up.
void InitializeInterrupts(void);
