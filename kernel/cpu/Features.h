// What this kind of CPU can do, and switching on what protects the kernel.
//
// Boot has refused CPUs that lack what the kernel is built on (arch/x86/*/RequiredFeatures.h). What
// is here it uses if it is there.

#pragma once

#include "base/Base.h"

#define CPU_VENDOR_BYTES 13
#define CPU_BRAND_BYTES 49

typedef struct {
    char Vendor[CPU_VENDOR_BYTES];  // as CPUID spells it, "GenuineIntel" for example
    char Brand[CPU_BRAND_BYTES];    // without leading spaces; empty if there is none
    BOOL APIC;                      // a Local APIC, and not switched off by the firmware
    BOOL NX;                        // pages can be made not executable
    BOOL SMEP;                      // the kernel cannot run user pages
    BOOL SMAP;                      // nor touch them by accident
    BOOL UMIP;                      // user mode cannot read where the kernel's tables are
    BOOL FXSR;                      // FXSAVE and FXRSTOR
    BOOL SSE;                       // and the registers that only they save
    BOOL RDRAND;                    // random numbers, of the CPU's own making
    BOOL InvariantTSC;              // the timestamp counter's rate never changes
} FeatureSet;

// [i] after DetectFeatures; the boot CPU's.
extern FeatureSet CPUFeatures;

// Fills CPUFeatures from CPUID and logs who this is. Context: boot, once.
void DetectFeatures(void);

// Switches on, in this CPU, write protection for the kernel, global pages, system calls, the FPU
// and those of NX, SMEP, SMAP and UMIP that CPUFeatures has; switches off FSGSBASE and machine
// checks. From here on page-table entries may use NX.
// Context: boot of each CPU, interrupts off.
void EnableFeatures(void);
