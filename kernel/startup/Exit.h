// Exit: what the machine does when there is nothing left to do, as the command line's exit= and
// panic= say.

#pragma once

#include "base/Base.h"

// Switches off, resets or halts the machine; returns if nothing of that was asked for.
// Context: task, interrupts on.
void ExitAsAsked(void);

// Makes a panic end as panic= says. Context: boot, after InitializeClock.
void ChoosePanicEnd(void);
