// The ways into and out of user mode that are not interrupts, x86-64.

#include "TrapFrameWords.h"
#include "abi/SystemCalls.h"
#include "arch/x86/common/Selectors.h"

    .text

// A system call. It leaves a whole TrapFrame at the top of the task's kernel stack, as an interrupt
// would, so that fork can copy it.
//
// Entry: SYSCALL of user mode; ring 0, interrupts, traps, DF, AC and NT off (SFMASK), RCX = the
// user's RIP, R11 = his RFLAGS, and still his stack. No interrupt can come until that has changed,
// but for an NMI, which has a stack of its own.
    .balign 16
    .globl SystemCallEntry
SystemCallEntry:
    movq %rsp, UserStackPointer(%rip)
    movq EntryStackTop(%rip), %rsp
    pushq $USER_DATA_SELECTOR
    pushq UserStackPointer(%rip)
    pushq %r11
    pushq $USER_CODE_SELECTOR
    pushq %rcx
    pushq $0
    pushq $SYSTEM_CALL_VECTOR
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
    xorl %ebp, %ebp                 // a backtrace ends here
    movq %rsp, %rdi
    call *SystemCallHandler(%rip)

    // SYSRET to an address that is not canonical faults in ring 0, on the user's stack. No such
    // address should ever stand in a frame; should it, IRET reports it on the kernel's.
    movq 136(%rsp), %rcx            // RIP
    shrq $47, %rcx
    jnz LeaveInterrupt
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
    movq 16(%rsp), %rcx             // RIP
    movq 32(%rsp), %r11             // RFLAGS
    movq 40(%rsp), %rsp
    sysretq

// void EnterUserMode(const TrapFrame *Frame, LINEAR StackTop)
//
// Entry: C calling convention, ring 0. Exit: to user mode, as Frame says, with the kernel stack
// that ends at StackTop empty. The data segments, which mean nothing to 64-bit code and which no
// frame holds, are those of nobody.
    .globl EnterUserMode
EnterUserMode:
    cli
    xorl %eax, %eax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %fs
    movw %ax, %gs
    movq %rsi, %rdx
    movq %rdi, %rsi
    leaq -8 * TRAP_FRAME_WORDS(%rdx), %rdi
    movq %rdi, %rsp
    movl $TRAP_FRAME_WORDS, %ecx
    rep movsq
    jmp LeaveInterrupt

    .section .bss
    .balign 8
// This CPU's: where SystemCallEntry keeps the user's RSP for three instructions, and where the
// kernel stack of the running task begins. With more CPUs, both belong behind GS.
UserStackPointer:
    .skip 8
    .globl EntryStackTop
EntryStackTop:
    .skip 8
