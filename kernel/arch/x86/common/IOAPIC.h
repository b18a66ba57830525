// IOAPIC: the interrupt controllers that take the lines of devices and send each on to a CPU's
// Local APIC (Intel 82093AA data sheet, 290566).
//
// A machine has one or more. Each has some inputs, and the firmware numbers the inputs of all of
// them through: an input's number is its Global System Interrupt (ACPI 6.5, section 5.2.13), here
// GSI. Context of everything here: interrupts off, since two accesses belong together.

#pragma once

#include "base/Base.h"

#define IOAPIC_BYTES 32   // of registers
#define MAX_IOAPICS 16

// How an input reaches a CPU.
typedef struct {
    U32 Vector;       // at which it arrives, FIRST_DEVICE_VECTOR or above
    U32 Destination;  // APIC ID of the CPU, up to 0xFE
    BOOL IsLevel;     // it asks for as long as it is active; else once, when it becomes active
    BOOL IsActiveLow;
} IOAPICRoute;

// Takes over the IOAPIC whose registers are mapped uncached at Registers and whose first input has
// the number FirstGSI, and masks all its entries, whatever the firmware left. FALSE if there is
// none: what is read there makes no sense, its numbers are another's, or there are MAX_IOAPICS.
// Context: boot, too.
BOOL AddIOAPIC(volatile void *Registers, U32 FirstGSI);

// Whether any IOAPIC has that input.
BOOL HasGSI(U32 GSI);

// Sets how an input is delivered, and leaves it masked. HasGSI(GSI).
void RouteGSI(U32 GSI, const IOAPICRoute *Route);

// Masks or unmasks an input. HasGSI(GSI). An edge at an input that is masked is forgotten, unlike
// at an 8259 (82093AA, 3.2.4, "Interrupt Mask").
void MaskGSI(U32 GSI);
void UnmaskGSI(U32 GSI);
