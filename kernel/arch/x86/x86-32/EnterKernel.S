// EnterKernel: turns paging on and goes up to the kernel's C entry, x86-32.
//
// Entry: 32-bit protected mode, paging off, interrupts off, flat segments, a stack.
// Exit: to KernelMain at its linked address, PAE paging on the boot tables, flat segments of the
// boot GDT, the boot stack, interrupts off.

#include "Layout.h"
#include "arch/x86/common/Selectors.h"

#define CR0_PAGING 0x80000000
#define CR4_PAE 0x20
#define LARGE_PAGE 0x83  // present, writable, 2 MiB

    .section .boot, "ax"
    .code32

    .globl EnterKernel
EnterKernel:
    // Physical 0 to 1 GiB, in pages of 2 MiB. An entry's upper half stays zero.
    movl $(BootDirectory - IMAGE_OFFSET), %edi
    movl $LARGE_PAGE, %eax
    movl $512, %ecx
1:  movl %eax, (%edi)
    movl $0, 4(%edi)
    addl $0x200000, %eax
    addl $8, %edi
    loop 1b

    // Twice: where it is, for this code, and at IMAGE_OFFSET, the last of the four GiB.
    movl $(BootDirectory - IMAGE_OFFSET + 1), %eax
    movl %eax, BootPageTables - IMAGE_OFFSET
    movl %eax, BootPageTables - IMAGE_OFFSET + 8 * 3

    movl %cr4, %eax
    orl $CR4_PAE, %eax
    movl %eax, %cr4
    movl $(BootPageTables - IMAGE_OFFSET), %eax
    movl %eax, %cr3
    movl %cr0, %eax
    orl $CR0_PAGING, %eax
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

    movl $BootStackEnd, %esp
    xorl %ebp, %ebp                 // a backtrace ends here
    pushl $0                        // KernelMain does not return
    movl $KernelMain, %eax
    jmp *%eax

    .balign 8
BootGDT:
    .quad 0
    // Intel SDM vol. 3A, "Segment Descriptors".
    .quad 0x00CF9A000000FFFF        // code, ring 0, 32-bit, 4 GiB
    .quad 0x00CF92000000FFFF        // data, ring 0, 4 GiB
    .globl BootGDTPointer
BootGDTPointer:
    .short . - BootGDT - 1
    .long BootGDT

    .section .bss
    .balign 4096
BootDirectory:
    .skip 4096
    .globl BootPageTables
BootPageTables:
    .skip 4096
