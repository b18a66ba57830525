// Services: what a machine may have beside a CPU, memory and a timer.

#pragma once

#include "arch/BootInfo.h"

// Starts the terminal and finds out what is on the PCI buses. None of it uses memory by itself, so
// that a soft restart may follow. Context: boot, interrupts off, after InitializeClock, so that it
// runs while the first tick is on its way.
void StartDevices(const BootInfo *Boot);

// Starts the wall clock, for which the ACPI tables have been read. Context: boot, before there are
// files, which are stamped with its time.
void StartWallClock(void);

// Starts the network. Context: boot, interrupts on, when no soft restart will follow.
void StartServices(void);
