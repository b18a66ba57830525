// The ways into and out of user mode that are not interrupts, x86-64.

#include "TrapFrameWords.h"
#include "abi/SystemCalls.h"
#include "arch/CPU.h"
#include "arch/x86/common/Selectors.h"

    .text

// A system call. It leaves a whole TrapFrame at the top of the task's kernel stack, as an interrupt
// would, so that fork can copy it.
//
// Entry: SYSCALL of user mode; ring 0, interrupts, traps, DF, AC and NT off (SFMASK), RCX = the
// user's RIP, R11 = his RFLAGS, and still his stack and his GS. Nothing can come until both have
// changed but what has a stack of its own.
    .balign 16
    .globl SystemCallEntry
SystemCallEntry:
    swapgs
    movq %rsp, %gs:CPU_USER_STACK_POINTER
    movq %gs:CPU_KERNEL_STACK_TOP, %rsp
    pushq $USER_DATA_SELECTOR
    pushq %gs:CPU_USER_STACK_POINTER
    pushq %r11
    pushq $USER_CODE_SELECTOR
    pushq %rcx
    pushq $0
    pushq $SYSTEM_CALL_VECTOR
    PUSH_REGISTERS
    xorl %ebp, %ebp                 // a backtrace ends here
    movq %rsp, %rdi
    call *SystemCallHandler(%rip)

    // SYSRET to an address that is not canonical faults in ring 0, on the user's stack. No such
    // address should ever stand in a frame; should it, IRET reports it on the kernel's.
    movq 136(%rsp), %rcx            // RIP
    shrq $47, %rcx
    jnz LeaveInterrupt
    POP_REGISTERS
    movq FRAME_RIP(%rsp), %rcx
    movq FRAME_RFLAGS(%rsp), %r11
    movq FRAME_RSP(%rsp), %rsp
    swapgs
    sysretq

// void EnterUserMode(const TrapFrame *Frame, LINEAR StackTop)
//
// Entry: C calling convention, ring 0. Exit: to user mode, as Frame says, with the kernel stack
// that ends at StackTop empty. The data segments, which mean nothing to 64-bit code and which no
// frame holds, are those of nobody. Loading GS changes the base that is in use: it is done while
// that is the user's.
    .globl EnterUserMode
EnterUserMode:
    cli
    xorl %eax, %eax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %fs
    swapgs
    movw %ax, %gs
    swapgs
    movq %rsi, %rdx
    movq %rdi, %rsi
    leaq -8 * TRAP_FRAME_WORDS(%rdx), %rdi
    movq %rdi, %rsp
    movl $TRAP_FRAME_WORDS, %ecx
    rep movsq
    jmp LeaveInterrupt
