// InterruptRoutes: what the MADT says about where interrupts arrive, in the drivers' terms.
//
// Pure: no I/O, any context. The records are untrusted.

#pragma once

#include "arch/x86/common/LocalAPIC.h"
#include "base/Base.h"
#include "cpu/IOAPICLines.h"
#include "firmware/MADT.h"

// An input that no IOAPIC has: the place of a line that has none.
#define NO_GSI 0xFFFFFFFFu

// Where each line of the ISA bus arrives: at the input of its own number, or where an override puts
// it; then the line of that number has no input, unless an override gives it one (ACPI 6.5, section
// 5.2.12.5). Of several overrides for one line the first counts.
void FindIRQRoutes(const MADTRecords *MADT, IRQRoute Routes[IRQ_LINES]);

// How LINT0 and LINT1 of the CPU with that ACPI processor ID are wired (5.2.12.7).
void FindLocalInputs(const MADTRecords *MADT, U32 ProcessorID, LocalInput Inputs[LOCAL_INPUTS]);
