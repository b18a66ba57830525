// IOAPICLines: the lines of the ISA bus when they reach the CPU through IOAPICs.
//
// Which input a line arrives at, and how it asks, differs from machine to machine: the firmware's
// tables tell, and this is told by whoever reads them.

#pragma once

#include "base/Base.h"
#include "cpu/IRQ.h"

typedef struct {
    U32 GSI;                // the input
    BOOL IsActiveLow;       // valid where IsPolarityGiven
    BOOL IsLevel;           // valid where IsTriggerGiven
    BOOL IsPolarityGiven;   // the firmware says so; otherwise as the bus has it: ISA high edges,
    BOOL IsTriggerGiven;    // PCI low levels
} IRQRoute;

// Where the lines are, and the APIC ID of the CPU that is to have them, up to 0xFE.
// Context: boot, before ReplaceIRQController(&IOAPICController).
void SetIRQRoutes(const IRQRoute Routes[IRQ_LINES], U32 Destination);

// A line whose input no IOAPIC has stays masked.
extern const InterruptController IOAPICController;
