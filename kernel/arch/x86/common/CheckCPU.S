// CheckCPU: refuses a CPU that lacks what this kernel is compiled for or built on, with one line on
// the serial port and on the screen. It may use no instruction newer than the 386 until it knows.
//
// Entry and exit: 32-bit protected mode, paging off, interrupts off, flat segments, a stack; all
// general registers may change. Does not return if something is missing.

#include "Layout.h"
#include "RequiredFeatures.h"

#define SERIAL_PORT 0x3F8
#define SCREEN 0xB8000
// EFLAGS.ID, Intel SDM vol. 1, "EFLAGS Register": it can be changed if there is CPUID.
#define CPUID_FLAG 0x200000
#define EXTENDED_FEATURES 0x80000001

    .section .boot, "ax"
    .code32

    .globl CheckCPU
CheckCPU:
    pushfl
    popl %eax
    movl %eax, %ecx
    xorl $CPUID_FLAG, %eax
    pushl %eax
    popfl
    pushfl
    popl %eax
    movl $TextCPUID, %esi
    cmpl %ecx, %eax
    je RefuseCPU

    xorl %edi, %edi                 // extended features: none, unless CPUID goes that far
    movl $0x80000000, %eax
    cpuid
    cmpl $EXTENDED_FEATURES, %eax
    jb 1f
    movl $EXTENDED_FEATURES, %eax
    cpuid
    movl %edx, %edi
1:  movl $1, %eax
    cpuid
    movl %edx, %ebp

    // Each row: bit in leaf 1, bit in the extended leaf, name in 16 bytes.
    movl $RequiredFeatures, %ebx
2:  cmpl $RequiredFeaturesEnd, %ebx
    jae 3f
    leal 8(%ebx), %esi
    movl (%ebx), %eax
    andl %ebp, %eax
    cmpl (%ebx), %eax
    jne RefuseCPU
    movl 4(%ebx), %eax
    andl %edi, %eax
    cmpl 4(%ebx), %eax
    jne RefuseCPU
    addl $24, %ebx
    jmp 2b
3:  ret

// ESI: the name of what is missing.
RefuseCPU:
    movl $SCREEN, %edi
    movl %esi, %ebx
    movl $TextBefore, %esi
    call PutText
    movl %ebx, %esi
    call PutText
    movl $TextAfter, %esi
    call PutText
4:  cli
    hlt
    jmp 4b

// ESI: text, EDI: the next cell of the screen. The serial port sends at the speed that the firmware
// left; waiting for its buffer is bounded, for there may be no such port.
PutText:
    movb (%esi), %al
    incl %esi
    testb %al, %al
    jz 7f
    movb $0x0F, %ah                 // white on black
    movw %ax, (%edi)
    addl $2, %edi
    movb %al, %ah
    movl $100000, %ecx
    movw $(SERIAL_PORT + 5), %dx
5:  inb %dx, %al
    testb $0x20, %al                // line status: transmit buffer empty (16550D data sheet, 8.6.3)
    loopz 5b
    movb %ah, %al
    movw $SERIAL_PORT, %dx
    outb %al, %dx
    jmp PutText
7:  ret

TextBefore:
    .asciz "This CPU lacks "
TextAfter:
    .ascii ", which the "
    .ascii ARCH_NAME
    .asciz " kernel needs. Stopped.\r\n"
TextCPUID:
    .asciz "CPUID"

#define FEATURE(Leaf1, Extended, Name) \
    .long Leaf1, Extended;  8: .ascii Name; .skip 16 - (. - 8b)

    .balign 4
RequiredFeatures:
    REQUIRED_FEATURES
RequiredFeaturesEnd:
