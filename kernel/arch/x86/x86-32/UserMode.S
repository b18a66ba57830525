// The ways into and out of user mode that are not interrupts, x86-32.

#include "TrapFrameWords.h"
#include "abi/SystemCalls.h"
#include "arch/x86/common/Selectors.h"
#include "arch/x86/common/UserAccess.h"

    .text

// A system call: leaves a whole TrapFrame at the top of the task's kernel stack.
//
// Entry: from the gate of SYSTEM_CALL_VECTOR; ring 0, interrupts off, on the task's kernel stack,
// with EIP, CS, EFLAGS, ESP and SS of user mode on it.
    .balign 16
    .globl SystemCallEntry
SystemCallEntry:
    pushl $0
    pushl $SYSTEM_CALL_VECTOR
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
    cld
    FORBID_USER_ACCESS
    xorl %ebp, %ebp                 // a backtrace ends here
    pushl %esp                      // 19 words below an aligned address: now the stack is, too
    call *SystemCallHandler
    addl $4, %esp
    jmp LeaveInterrupt

// void EnterUserMode(const TrapFrame *Frame, LINEAR StackTop)
//
// Entry: C calling convention, ring 0. Exit: to user mode, as Frame says, with the kernel stack
// that ends at StackTop empty.
    .globl EnterUserMode
EnterUserMode:
    cli
    movl 4(%esp), %esi
    movl 8(%esp), %edi
    subl $4 * TRAP_FRAME_WORDS, %edi
    movl %edi, %esp
    movl $TRAP_FRAME_WORDS, %ecx
    rep movsl
    jmp LeaveInterrupt
