// void EnterDescent(U32 BootTables, U32 HasEFER): leaves the kernel's address space for good.
//
// Entry: C calling convention, ring 0, interrupts off, paging on. Exit: to the code of Descent.S
// on the boot tables, whose GDT is loaded, in compatibility mode.

#include "arch/x86/common/BootstrapStub.h"

#define CR4_GLOBAL_PAGES 0x80

    .text
    .globl EnterDescent
EnterDescent:
    movl %edi, %eax
    movl %esi, %edi
    movq %cr4, %rcx
    andq $~CR4_GLOBAL_PAGES, %rcx   // so that nothing of the old tables stays in the TLB
    movq %rcx, %cr4
    movq %rax, %cr3                 // from here on the old stack may be gone
    movl $DESCENT_STACK, %esp
    lgdt DESCENT_GDT_POINTER
    pushq $DESCENT_CODE32_SELECTOR
    pushq $DESCENT_CODE
    lretq
