// EnterAP: turns paging on and goes up to an application processor's C entry, x86-32.
//
// Entry: 32-bit protected mode, paging off, interrupts off, flat segments, no stack, EDI = the
// physical address of a StartBlock, ESI = that of this CPU's slot.
// Exit: to the block's Entry with the slot, control registers and page tables of the block, flat
// segments of the boot GDT, the slot's stack, interrupts off.

#include "Layout.h"
#include "arch/x86/common/APStart.h"
#include "arch/x86/common/Selectors.h"

#define MSR_EFER 0xC0000080
#define CR4_GLOBAL_PAGES 0x80

    .section .boot, "ax"
    .code32

    // The block's tables show nothing at its physical address, so that paging begins on those of
    // boot. The block's have entries that forbid execution, and need EFER first.
    .globl EnterAP
EnterAP:
    movl START_CR4(%edi), %eax
    andl $~CR4_GLOBAL_PAGES, %eax   // not before paging is on; EnableFeatures does it
    movl %eax, %cr4
    movl $(BootPageTables - IMAGE_OFFSET), %eax
    movl %eax, %cr3
    movl START_EFER(%edi), %eax
    testl %eax, %eax
    jz 1f
    movl $MSR_EFER, %ecx
    xorl %edx, %edx
    wrmsr
1:  movl START_CR0(%edi), %eax
    movl %eax, %cr0

    lgdt BootGDTPointer
    ljmp $KERNEL_CODE_SELECTOR, $2f
2:  movl $KERNEL_DATA_SELECTOR, %eax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %ss
    xorl %eax, %eax
    movw %ax, %fs
    movw %ax, %gs
    movl $EnterAPHigh, %eax
    jmp *%eax

    .text
EnterAPHigh:
    movl START_CR3(%edi), %ecx
    movl START_ENTRY(%edi), %eax
    movl SLOT_STACK(%esi), %esp
    addl $IMAGE_OFFSET, %esi
    movl %ecx, %cr3                 // the stack is there from here on
    xorl %ebp, %ebp                 // a backtrace ends here
    subl $12, %esp                  // the argument is what the ABI aligns to 16 bytes
    pushl %esi
    pushl $0                        // the entry does not return
    jmp *%eax
