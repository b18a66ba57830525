// APICAccess: how this CPU reaches the registers of its Local APIC (Intel SDM vol. 3A, chapter
// "Advanced Programmable Interrupt Controller", whose sections are cited by their titles alone).
//
// In xAPIC mode they are memory, in x2APIC mode MSRs; they are the same registers, known to both by
// their offset in memory. What differs beyond that, the width of an id and how a command is
// written, differs here and nowhere else.

#pragma once

#include "base/Base.h"

// Offsets of registers (table "Local APIC Register Address Map"). Those of 256 bits are eight
// words, 16 bytes apart.
enum {
    APIC_ID = 0x020,
    APIC_VERSION = 0x030,
    APIC_TASK_PRIORITY = 0x080,
    APIC_END_OF_INTERRUPT = 0x0B0,
    APIC_SPURIOUS = 0x0F0,
    APIC_IN_SERVICE = 0x100,  // 256 bits
    APIC_REQUESTED = 0x200,   // 256 bits
    APIC_ERROR_STATUS = 0x280,
    APIC_LVT_CMCI = 0x2F0,
    APIC_COMMAND = 0x300,  // SendCommand alone writes it
    APIC_COMMAND_HIGH = 0x310,
    APIC_LVT_TIMER = 0x320,
    APIC_LVT_THERMAL = 0x330,
    APIC_LVT_PERFORMANCE = 0x340,
    APIC_LVT_LINT0 = 0x350,
    APIC_LVT_LINT1 = 0x360,
    APIC_LVT_ERROR = 0x370,
    APIC_TIMER_INITIAL_COUNT = 0x380,
    APIC_TIMER_CURRENT_COUNT = 0x390,
    APIC_TIMER_DIVIDE = 0x3E0,
};

// Context of the functions: any, on the CPU whose registers are meant.
typedef struct {
    const char *Name;
    U32 (*Read)(U32 Register);
    void (*Write)(U32 Register, U32 Value);
    U32 (*ReadID)(void);

    // Sends the interprocessor interrupt that the low word of the interrupt command register,
    // Command, describes to the CPU with the APIC ID Destination, which counts where Command has
    // no shorthand ("Interrupt Command Register (ICR)"). Waits until the CPU's own APIC has sent
    // it.
    // Context: interrupts off.
    void (*SendCommand)(U32 Destination, U32 Command);
} APICAccess;

// The one that is in use; NULL as long as nobody has found a Local APIC. All CPUs use the same.
// [i] once the boot CPU is in the mode that it stays in.
extern const APICAccess *APIC;

extern const APICAccess XAPICAccess;
extern const APICAccess X2APICAccess;

// Tells XAPICAccess where the registers have been mapped, uncached. Context: boot, once.
void SetXAPICRegisters(volatile void *Mapped);
