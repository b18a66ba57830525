// The bootstrap stub (BootstrapStub.h). It is copied to a page below 1 MiB and runs there; the
// labels here only give distances.
//
// Entry: real mode, interrupts off, CS = the page / 16, IP = 0, everything else undefined: the
// state in which a start-up interrupt leaves a processor (Intel SDM vol. 3A, "MP Initialization
// Protocol Algorithm for MP Systems"). Several CPUs may be in it at once: it writes nothing.
// Exit: to the parameter Entry in 32-bit protected mode, paging off, interrupts off, flat segments
// of the stub's GDT, ESP = the parameter Stack, EDI = the parameter Argument.

#include "arch/x86/common/BootstrapStub.h"
#include "arch/x86/common/Selectors.h"

#define CR0_PROTECTED 1

    .section .rodata
    .globl BootstrapStub, BootstrapStubEnd, StubGDTAddress, StubProtectedAddress
    .balign 16
    .code16
BootstrapStub:
    jmp StubStart
    .org BootstrapStub + STUB_PARAMETERS, 0xCC
StubEntry:
    .long 0
StubStack:
    .long 0
StubArgument:
    .long 0

StubStart:
    cli
    cld
    movw %cs, %ax
    movw %ax, %ds
    movzwl %ax, %ebx
    shll $4, %ebx                   // the physical address of this page
    lgdtl StubGDTPointer - BootstrapStub
    movl %cr0, %eax
    orl $CR0_PROTECTED, %eax
    movl %eax, %cr0
    ljmpl *(StubProtectedAddress - BootstrapStub)

    .code32
StubProtected:
    movl $KERNEL_DATA_SELECTOR, %eax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %ss
    xorl %eax, %eax
    movw %ax, %fs
    movw %ax, %gs
    movl StubStack - BootstrapStub(%ebx), %esp
    movl StubArgument - BootstrapStub(%ebx), %edi
    jmp *(StubEntry - BootstrapStub)(%ebx)

    .balign 8
StubGDT:
    .quad 0
    // Intel SDM vol. 3A, "Segment Descriptors".
    .quad 0x00CF9A000000FFFF        // code, ring 0, 32-bit, 4 GiB
    .quad 0x00CF92000000FFFF        // data, ring 0, 4 GiB
StubGDTPointer:
    .short . - StubGDT - 1
StubGDTAddress:
    .long StubGDT - BootstrapStub
StubProtectedAddress:
    .long StubProtected - BootstrapStub
    .short KERNEL_CODE_SELECTOR
BootstrapStubEnd:
