// LocalAPIC: the interrupt controller inside each CPU (Intel SDM vol. 3A, chapter "Advanced
// Programmable Interrupt Controller", sections cited as APIC.x).
//
// In this kernel it is found and mapped, and otherwise only let through what the 8259s deliver: its
// own sources are masked and it gives no vectors. MultiProcessor Specification 1.4, 3.6.2.2, calls
// that virtual wire mode. It is not switched off by its spurious-vector register, since a CPU with
// its APIC switched off that way masks LINT0 too (APIC.4.7.2), through which the 8259s reach it.

#pragma once

#include "base/Base.h"

#define LOCAL_APIC_BYTES 4096

typedef struct {
    U32 InitialAPICID;  // the id that this CPU had at reset, from CPUID, whatever is below
    BOOL IsPresent;     // CPUID says so; without it the fields below are zero
    BOOL IsEnabled;     // IA32_APIC_BASE.EN: off, the CPU behaves as one without a Local APIC
    BOOL IsX2APIC;      // IA32_APIC_BASE.EXTD: its registers are MSRs and nothing is mapped
    PHYSICAL Address;   // of its registers
} LocalAPICState;

// Asks CPUID and IA32_APIC_BASE of this CPU. Context: any.
LocalAPICState ReadLocalAPICState(void);

// Takes the registers, mapped uncached at Registers, LOCAL_APIC_BYTES of them, and sets virtual
// wire mode up, whatever the firmware left. Context: boot CPU, interrupts off, once.
void InitializeLocalAPIC(volatile void *Registers);

// The id that this CPU answers to, from the mapped registers.
// Context: any, after InitializeLocalAPIC.
U32 ReadLocalAPICID(void);
