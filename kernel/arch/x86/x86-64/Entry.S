// Where interrupts and exceptions enter the kernel, x86-64.

#include "TrapFrameWords.h"
#include "arch/CPU.h"
#include "arch/x86/common/Selectors.h"
#include "arch/x86/common/UserAccess.h"
#include "arch/x86/common/Vectors.h"

#define MSR_GS_BASE 0xC0000101  // Intel SDM vol. 4, "Architectural MSRs"

    .text

// One stub of 16 bytes for each vector: makes the stack look alike for those where the CPU pushes
// an error code and for the others.
//
// Entry: any ring, interrupts off (interrupt gates); on the stack, aligned to 16 bytes before them,
// RIP, CS, RFLAGS, RSP and SS. Double faults, NMIs, machine checks and #DB come on stacks of their
// own (IST).
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
    .if Vector == VECTOR_DEBUG
    jmp EnterDebug
    .elseif IS_MACHINE_VECTOR(Vector)
    jmp EnterAnywhere
    .else
    jmp EnterInterrupt
    .endif
    .set Vector, Vector + 1
    .endr

// Entry: as above, with error code and vector, GS that of what was interrupted: the user's, or this
// CPU's already, but for a fault of the IRETQ that UserReturnStart marks. Completes the TrapFrame,
// calls HandleInterrupt with it, GS this CPU's, and returns to what was interrupted.
EnterInterrupt:
    testb $3, FRAME_CS(%rsp)
    jz EnterFromKernel
    swapgs
EnterWithCPU:
    PUSH_REGISTERS
    cld                             // C expects it; the interrupted code may have had it set
    FORBID_USER_ACCESS

    // 22 words lie below an aligned address: the stack is aligned for the call.
    movq %rsp, %rdi
    call HandleInterrupt

// Entry: ring 0, interrupts off, RSP at a TrapFrame, GS this CPU's. Continues what it describes.
    .globl LeaveInterrupt
LeaveInterrupt:
    POP_REGISTERS
    testb $3, FRAME_CS(%rsp)
    jnz 1f
    addq $16, %rsp
    iretq
1:  swapgs
    addq $16, %rsp
    .globl UserReturnStart, UserReturnEnd
UserReturnStart:
    iretq
UserReturnEnd:

EnterFromKernel:
    cmpq $UserReturnStart, FRAME_RIP(%rsp)
    jne EnterWithCPU
    swapgs
    jmp EnterWithCPU

// Vectors that come at any instruction, on a stack of their own. CS does not tell whose GS it is:
// in the kernel it is the user's between an entry and its SWAPGS, and between the last SWAPGS and
// the return. The base tells, as all entries of CPUTable are in the upper half and the user's base,
// which programs cannot set, is 0. RBX, which C preserves, remembers whether to change back.
//
// Entry: as EnterInterrupt, but GS may be the user's with any CS.
EnterAnywhere:
    PUSH_REGISTERS
    cld
    FORBID_USER_ACCESS
    xorl %ebx, %ebx
    movl $MSR_GS_BASE, %ecx
    rdmsr
    testl %edx, %edx
    js 1f
    swapgs
    incl %ebx
1:  movq %rsp, %rdi
    call HandleInterrupt
    testl %ebx, %ebx
    jz 2f
    swapgs
2:  POP_REGISTERS
    addq $16, %rsp
    iretq

// #DB. In user mode it is the program's, like other exceptions, and whoever deals with it may wait
// or never return. So it goes on on the task's stack, as if it had come there. In the kernel it
// comes at any instruction.
//
// Entry: as EnterAnywhere.
EnterDebug:
    testb $3, FRAME_CS(%rsp)
    jz EnterAnywhere
    swapgs
    pushq %rax
    movq %rsp, %rax
    movq %gs:CPU_KERNEL_STACK_TOP, %rsp
    .set Offset, 56                 // of SS, from the saved RAX; Vector comes last
    .rept 7
    pushq Offset(%rax)
    .set Offset, Offset - 8
    .endr
    movq (%rax), %rax
    jmp EnterWithCPU
