// EnterKernel: turns long mode on and goes up to the kernel's C entry, x86-64.
//
// Entry: 32-bit protected mode, paging off, interrupts off, flat segments, a stack.
// Exit: to KernelMain at its linked address, 64-bit mode on the boot tables, the boot GDT, the
// boot stack, interrupts off.

#include "Layout.h"
#include "arch/x86/common/Selectors.h"

#define CR0_PAGING 0x80000000
#define CR4_PAE 0x20
#define MSR_EFER 0xC0000080
#define EFER_LONG_MODE 0x100
#define LARGE_PAGE 0x83  // present, writable, 2 MiB
#define TABLE 0x03       // present, writable

    .section .boot, "ax"
    .code32

    .globl EnterKernel
EnterKernel:
    // Physical 0 to 4 GiB, in pages of 2 MiB, in four directories. An entry's upper half is zero.
    movl $(BootDirectories - IMAGE_OFFSET), %edi
    movl $LARGE_PAGE, %eax
    movl $2048, %ecx
1:  movl %eax, (%edi)
    movl $0, 4(%edi)
    addl $0x200000, %eax
    addl $8, %edi
    loop 1b

    // All four GiB in one table of level 3, the first two also at the end of another.
    movl $(BootDirectories - IMAGE_OFFSET + TABLE), %eax
    movl %eax, BootLowTable - IMAGE_OFFSET
    movl %eax, BootHighTable - IMAGE_OFFSET + 8 * 510
    addl $4096, %eax
    movl %eax, BootLowTable - IMAGE_OFFSET + 8
    movl %eax, BootHighTable - IMAGE_OFFSET + 8 * 511
    addl $4096, %eax
    movl %eax, BootLowTable - IMAGE_OFFSET + 16
    addl $4096, %eax
    movl %eax, BootLowTable - IMAGE_OFFSET + 24

    // Where they are, for this code; in the direct map; and at IMAGE_OFFSET.
    movl $(BootLowTable - IMAGE_OFFSET + TABLE), BootPageTables - IMAGE_OFFSET
    movl $(BootLowTable - IMAGE_OFFSET + TABLE), BootPageTables - IMAGE_OFFSET + 8 * 256
    movl $(BootHighTable - IMAGE_OFFSET + TABLE), BootPageTables - IMAGE_OFFSET + 8 * 511

    // The order that Intel SDM vol. 3A, "Initializing IA-32e Mode", prescribes.
    movl %cr4, %eax
    orl $CR4_PAE, %eax
    movl %eax, %cr4
    movl $(BootPageTables - IMAGE_OFFSET), %eax
    movl %eax, %cr3
    movl $MSR_EFER, %ecx
    rdmsr
    orl $EFER_LONG_MODE, %eax
    wrmsr
    movl %cr0, %eax
    orl $CR0_PAGING, %eax
    movl %eax, %cr0

    lgdt BootGDTPointer
    ljmp $KERNEL_CODE_SELECTOR, $2f

    .code64
2:  movl $KERNEL_DATA_SELECTOR, %eax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %ss
    xorl %eax, %eax
    movw %ax, %fs
    movw %ax, %gs

    movq $BootStackEnd, %rsp
    xorl %ebp, %ebp                 // a backtrace ends here
    pushq $0                        // KernelMain does not return
    movq $KernelMain, %rax
    jmp *%rax

    .balign 8
BootGDT:
    .quad 0
    // Intel SDM vol. 3A, "Segment Descriptors".
    .quad 0x00AF9A000000FFFF        // code, ring 0, 64-bit
    .quad 0x00CF92000000FFFF        // data, ring 0
    .globl BootGDTPointer
BootGDTPointer:
    .short . - BootGDT - 1
    .long BootGDT

    .section .bss
    .balign 4096
BootDirectories:
    .skip 4 * 4096
BootLowTable:
    .skip 4096
BootHighTable:
    .skip 4096
    .globl BootPageTables
BootPageTables:
    .skip 4096
