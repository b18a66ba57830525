// BootPolicy: whether the other CPUs may be used, and if not, why.
//
// A machine whose tables are missing, broken or at odds with its CPU is run on one CPU: a wrong
// guess about interrupt controllers hangs it, one CPU always works.

#pragma once

#include "base/Base.h"

// In the order in which they are asked: the first reason that holds is the one that is told.
typedef enum {
    SMP_ALLOWED = 0,
    SMP_REFUSED_BY_COMMAND_LINE,
    SMP_REFUSED_NO_APIC,
    SMP_REFUSED_APIC_DISABLED,
    SMP_REFUSED_X2APIC_MODE,
    SMP_REFUSED_NO_MADT,
    SMP_REFUSED_DAMAGED_MADT,
    SMP_REFUSED_ADDRESS_MISMATCH,
    SMP_REFUSED_BSP_NOT_LISTED,
} SMPPolicy;

// The decision; [i] immutable once made.
extern SMPPolicy BootPolicy;

// What the decision rests on. Each fact is only looked at if those before it did not refuse.
typedef struct {
    BOOL IsUnwanted;       // the command line asks for one CPU
    BOOL HasAPIC;          // CPUID: there is a Local APIC
    BOOL IsAPICEnabled;    // IA32_APIC_BASE: it is enabled
    BOOL IsX2APIC;         // IA32_APIC_BASE: in x2APIC mode; interrupts may be remapped
    BOOL HasMADT;          // there is a MADT with a good checksum
    BOOL IsMADTIntact;     // every one of its entries could be read
    PHYSICAL APICAddress;  // of the Local APIC, as the CPU says
    PHYSICAL MADTAddress;  // the same as the MADT says, its override included
    BOOL IsBootCPUListed;  // the MADT has the CPU that we run on, enabled
} SMPFacts;

// Context: any; no side effects.
SMPPolicy DecideSMP(const SMPFacts *Facts);

// A few words for a log line, such as "no valid MADT".
const char *DescribeSMPPolicy(SMPPolicy Policy);
