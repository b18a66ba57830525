// The kernel's entry, both architectures, up to where they part.
//
// Entry: 32-bit protected mode, paging off, interrupts off, flat segments of 4 GiB whose GDT may be
// gone, A20 on. From a loader (BootEntry): EAX = its magic, EBX = the physical address of its
// information, stack undefined. From the bootstrap stub after a soft restart (RestartEntry): a
// stack.
// Exit: to EnterKernel in x86-32/ or x86-64/, the same state with a stack, and the CPU known to
// have what this architecture needs.
//
// This code runs at its physical addresses; symbols of the image are IMAGE_OFFSET above theirs.

#include "Layout.h"

    .section .boot, "ax"
    .code32

    .globl BootEntry
BootEntry:
    cld
    movl $(BootStackEnd - IMAGE_OFFSET), %esp
    movl %eax, BootMagic - IMAGE_OFFSET
    movl %ebx, BootInformation - IMAGE_OFFSET

    // Keep .data as it is now: a soft restart begins with the same.
    movl $(DataStart - IMAGE_OFFSET), %esi
    movl $(DataCopy - IMAGE_OFFSET), %edi
    call CopyData
    jmp BootCommon

    .globl RestartEntry
RestartEntry:
    cld
    movl $(DataCopy - IMAGE_OFFSET), %esi
    movl $(DataStart - IMAGE_OFFSET), %edi
    call CopyData

    movl $(BssStart - IMAGE_OFFSET), %edi
    movl $(BssEnd - IMAGE_OFFSET), %ecx
    subl $(BssStart - IMAGE_OFFSET), %ecx
    xorl %eax, %eax
    rep stosb

BootCommon:
    // A loader leaves all flags but IF and VM undefined (Multiboot Specification 0.6.96, 3.2); AC,
    // for one, would switch SMAP off.
    pushl $2                        // the bit that is always set
    popfl
    call CheckCPU
    jmp EnterKernel

// ESI, EDI: from, to; copies as many bytes as .data has.
CopyData:
    movl $(DataEnd - IMAGE_OFFSET), %ecx
    subl $(DataStart - IMAGE_OFFSET), %ecx
    rep movsb
    ret

// Both are kept over a soft restart, as is everything in this section.
    .section .bss.preserved, "aw", @nobits
    .globl BootMagic, BootInformation
    .balign 4
BootMagic:
    .skip 4
BootInformation:
    .skip 4

// The stack of early boot, later the idle task's. The page below it is left to nobody, so that
// memory/ can unmap it.
    .section .bss
    .globl BootStackStart, BootStackEnd
    .balign 4096
    .skip 4096
BootStackStart:
    .skip 16384
BootStackEnd:
