// Where interrupts and exceptions enter the kernel, x86-64.

#include "arch/x86/common/Selectors.h"
#include "arch/x86/common/UserAccess.h"
#include "arch/x86/common/Vectors.h"

    .text

// One stub of 16 bytes for each vector: makes the stack look alike for those where the CPU pushes
// an error code and for the others.
//
// Entry: any ring, interrupts off (interrupt gates); on the stack, aligned to 16 bytes before them,
// RIP, CS, RFLAGS, RSP and SS. Double faults, NMIs and machine checks come on stacks of their own
// (IST).
    .balign 16
    .globl InterruptStubs
InterruptStubs:
    .set Vector, 0
    .rept 256
    .balign 16
    .if !HAS_ERROR_CODE(Vector)
    pushq $0
    .endif
    pushq $Vector
    jmp EnterInterrupt
    .set Vector, Vector + 1
    .endr

// Entry: as above, with error code and vector. Completes the TrapFrame, calls HandleInterrupt with
// it and returns to what was interrupted.
EnterInterrupt:
    pushq %rax
    pushq %rbx
    pushq %rcx
    pushq %rdx
    pushq %rsi
    pushq %rdi
    pushq %rbp
    pushq %r8
    pushq %r9
    pushq %r10
    pushq %r11
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    cld                             // C expects it; the interrupted code may have had it set
    FORBID_USER_ACCESS

    // 22 words lie below an aligned address: the stack is aligned for the call.
    movq %rsp, %rdi
    call HandleInterrupt

// Entry: ring 0, interrupts off, RSP at a TrapFrame. Continues what it describes.
    .globl LeaveInterrupt
LeaveInterrupt:
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %r11
    popq %r10
    popq %r9
    popq %r8
    popq %rbp
    popq %rdi
    popq %rsi
    popq %rdx
    popq %rcx
    popq %rbx
    popq %rax
    addq $16, %rsp
    iretq
