// EnterAP: turns long mode on and goes up to an application processor's C entry, x86-64.
//
// Entry: 32-bit protected mode, paging off, interrupts off, flat segments, no stack, EDI = the
// physical address of a StartBlock, ESI = that of this CPU's slot.
// Exit: to the block's Entry with the slot, 64-bit mode, control registers and page tables of the
// block, the boot GDT, the slot's stack, interrupts off.

#include "Layout.h"
#include "arch/x86/common/APStart.h"
#include "arch/x86/common/Selectors.h"

#define MSR_EFER 0xC0000080
#define CR4_GLOBAL_PAGES 0x80

    .section .boot, "ax"
    .code32

    // The block's tables show nothing at its physical address, so that paging begins on those of
    // boot. The order is that of Intel SDM vol. 3A, "Initializing IA-32e Mode".
    .globl EnterAP
EnterAP:
    movl START_CR4(%edi), %eax
    andl $~CR4_GLOBAL_PAGES, %eax   // not before paging is on; EnableFeatures does it
    movl %eax, %cr4
    movl $(BootPageTables - IMAGE_OFFSET), %eax
    movl %eax, %cr3
    movl $MSR_EFER, %ecx
    movl START_EFER(%edi), %eax
    xorl %edx, %edx
    wrmsr
    movl START_CR0(%edi), %eax
    movl %eax, %cr0

    lgdt BootGDTPointer
    ljmp $KERNEL_CODE_SELECTOR, $1f

    .code64
1:  movl $KERNEL_DATA_SELECTOR, %eax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %ss
    xorl %eax, %eax
    movw %ax, %fs
    movw %ax, %gs
    movq $EnterAPHigh, %rax
    jmp *%rax

    .text
EnterAPHigh:
    movl %edi, %edi                 // what the upper halves held in 32-bit mode is undefined
    movl %esi, %esi
    movl START_CR3(%rdi), %ecx
    movq START_ENTRY(%rdi), %rax
    movq SLOT_STACK(%rsi), %rsp
    movq $IMAGE_OFFSET, %rdi
    addq %rsi, %rdi
    movq %rcx, %cr3                 // the stack is there from here on
    xorl %ebp, %ebp                 // a backtrace ends here
    pushq $0                        // the entry does not return
    jmp *%rax
