// The way down from the kernel to real mode, and from there into the bootstrap stub. It is copied
// to DESCENT_PAGE and runs there; the labels here only give distances.
//
// Entry (DescentStart): 32-bit code segment of the GDT below, in protected or compatibility mode,
// paging on with this page at its physical address, interrupts off; EDI = 0 if the CPU has no EFER.
// Exit: to the stub in real mode, control registers as after a reset but for the caches.

#include "arch/x86/common/BootstrapStub.h"

#define CODE16_SELECTOR 0x10
#define DATA16_SELECTOR 0x18
#define CR0_EXTENSION_TYPE 0x10
#define MSR_EFER 0xC0000080

    .section .rodata
    .globl Descent, DescentEnd
    .balign 16
    .code32
Descent:
    .short DescentGDTEnd - DescentGDT - 1
    .long DESCENT_PAGE + DescentGDT - Descent
    .long 0                         // upper half of the base, which 64-bit mode reads
    .org Descent + DESCENT_CODE - DESCENT_PAGE, 0xCC

// The order of Intel SDM vol. 3A, "Switching Out of IA-32e Mode Operation" and "Switching Back to
// Real-Address Mode": paging off first, then what it depended on.
DescentStart:
    movl %cr0, %eax
    andl $0x7FFFFFFF, %eax
    movl %eax, %cr0
    xorl %eax, %eax
    movl %eax, %cr3
    movl %eax, %cr4
    testl %edi, %edi
    jz 1f
    movl $MSR_EFER, %ecx
    xorl %edx, %edx
    wrmsr
1:  movw $DATA16_SELECTOR, %ax      // limits of 64 KiB, which real mode keeps
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %fs
    movw %ax, %gs
    movw %ax, %ss
    ljmpl $CODE16_SELECTOR, $(Descent16 - Descent)

    .code16
Descent16:
    lidtl RealInterruptTable - Descent
    movl $CR0_EXTENSION_TYPE, %eax
    movl %eax, %cr0
    ljmpw $(DESCENT_PAGE / 16), $(DescentReal - Descent)
DescentReal:
    xorw %ax, %ax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %fs
    movw %ax, %gs
    movw %ax, %ss
    ljmpw $(STUB_PAGE / 16), $0

    .balign 8
DescentGDT:
    .quad 0
    .quad 0x00CF9A000000FFFF                            // code, 32-bit, 4 GiB
    .quad 0x00009A000000FFFF | (DESCENT_PAGE << 16)     // code, 16-bit, 64 KiB from this page on
    .quad 0x000092000000FFFF | (DESCENT_PAGE << 16)     // data, the same
DescentGDTEnd:
RealInterruptTable:
    .short 0x3FF
    .long 0
DescentEnd:
