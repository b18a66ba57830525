// APICMode: hands the devices' interrupts over from the 8259s to the APICs, where the machine has
// what it takes.

#pragma once

#include "arch/BootInfo.h"
#include "base/Base.h"

// Decides InterruptMode and goes there, with the timer running; logs the outcome. Never fails: what
// does not add up leaves the 8259s in charge. Context: boot, interrupts on, once, after
// DiscoverCPUs and after any soft restart, which cannot go back to the 8259s.
void EnterAPICMode(const BootInfo *Boot);
