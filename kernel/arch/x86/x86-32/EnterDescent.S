// void EnterDescent(U32 BootTables, U32 HasEFER): leaves the kernel's address space for good.
//
// Entry: C calling convention, ring 0, interrupts off, paging on. Exit: to the code of Descent.S
// on the boot tables, whose GDT is loaded.

#include "arch/x86/common/BootstrapStub.h"

#define CR4_GLOBAL_PAGES 0x80

    .text
    .globl EnterDescent
EnterDescent:
    movl 4(%esp), %eax
    movl 8(%esp), %edi
    movl %cr4, %ecx
    andl $~CR4_GLOBAL_PAGES, %ecx   // so that nothing of the old tables stays in the TLB
    movl %ecx, %cr4
    movl %eax, %cr3                 // from here on the old stack may be gone
    lgdtl DESCENT_GDT_POINTER
    ljmp $DESCENT_CODE32_SELECTOR, $DESCENT_CODE
