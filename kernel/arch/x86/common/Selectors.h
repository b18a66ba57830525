// The segment selectors, the same on both architectures; C and assembly share this header. Where
// the user segments stand follows from SYSRET, which expects data, then code, 16 and 8 bytes above
// a base that x86-64 sets (Intel SDM vol. 2B, SYSRET).

#pragma once

#define KERNEL_CODE_SELECTOR 0x08
#define KERNEL_DATA_SELECTOR 0x10
#define USER_DATA_SELECTOR 0x1B  // with RPL 3
#define USER_CODE_SELECTOR 0x23
#define TSS_SELECTOR 0x28               // two entries wide on x86-64
#define DOUBLE_FAULT_TSS_SELECTOR 0x38  // x86-32 only
#define CPU_SELECTOR 0x40               // x86-32 only: data, this CPU's entry of CPUTable
#define GDT_ENTRIES 9
