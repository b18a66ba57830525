// Where interrupts and exceptions enter the kernel, x86-32.

#include "arch/x86/common/Selectors.h"
#include "arch/x86/common/UserAccess.h"
#include "arch/x86/common/Vectors.h"

    .text

// One stub of 16 bytes for each vector: makes the stack look alike for those where the CPU pushes
// an error code and for the others.
//
// Entry: any ring, interrupts off (interrupt gates); on the stack EIP, CS, EFLAGS and, from another
// ring, ESP and SS.
    .balign 16
    .globl InterruptStubs
InterruptStubs:
    .set Vector, 0
    .rept 256
    .balign 16
    .if !HAS_ERROR_CODE(Vector)
    pushl $0
    .endif
    pushl $Vector
    jmp EnterInterrupt
    .set Vector, Vector + 1
    .endr

// Entry: as above, with error code and vector; data segments as they were. Completes the TrapFrame,
// calls HandleInterrupt with it and returns to what was interrupted.
//
// GS is loaded whatever was interrupted: in the kernel it may be the user's, too, when an NMI comes
// just before this or just after LeaveInterrupt has taken it from the frame.
EnterInterrupt:
    pushal
    pushl %ds
    pushl %es
    pushl %fs
    pushl %gs
    movl $KERNEL_DATA_SELECTOR, %eax
    movw %ax, %ds
    movw %ax, %es
    movl $CPU_SELECTOR, %eax
    movw %ax, %gs
    cld                             // C expects it; the interrupted code may have had it set
    FORBID_USER_ACCESS

    movl %esp, %ebx
    andl $~15, %esp                 // as the ABI wants it at a call
    subl $12, %esp
    pushl %ebx
    call HandleInterrupt
    movl %ebx, %esp

// Entry: ring 0, interrupts off, ESP at a TrapFrame. Continues what it describes.
    .globl LeaveInterrupt, UserReturnStart, UserReturnEnd
LeaveInterrupt:
UserReturnStart:
    popl %gs
    popl %fs
    popl %es
    popl %ds
    popal
    addl $8, %esp
    iretl
UserReturnEnd:

// The double-fault task. Entry: from the task gate of vector 8, all registers from its TSS, on its
// own stack, with the error code (always 0) on it; the state of what faulted is in the main TSS.
    .globl DoubleFaultEntry
DoubleFaultEntry:
    xorl %ebp, %ebp
    andl $~15, %esp
    call HandleDoubleFault          // does not return
    ud2
