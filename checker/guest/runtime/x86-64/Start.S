// Entry and system calls of the checker's programs on x86-64; kernel/abi/SystemCalls.h.

#include "abi/SystemCalls.h"

    .section .note.GNU-stack, "", @progbits
    .text

// Entry: user mode, RSP at argc (SysV ABI for x86-64, "Process Initialization").
    .globl _start
_start:
    xorl %ebp, %ebp
    movq %rsp, %rdi
    andq $-16, %rsp
    call StartProgram
    ud2

// long SystemCall(long Number, long A, long B, long C, long D, long E, long F)
    .globl SystemCall
SystemCall:
    movq %rdi, %rax
    movq %rsi, %rdi
    movq %rdx, %rsi
    movq %rcx, %rdx
    movq %r8, %r10
    movq %r9, %r8
    movq 8(%rsp), %r9
    syscall
    ret

// long SystemCallWithRegisters(long Number, long *Registers): makes a call with all registers from
// the array (in the order RBX RDX RSI RDI RBP R8 R9 R10 R12 R13 R14 R15) and stores them after it.
    .globl SystemCallWithRegisters
SystemCallWithRegisters:
    pushq %rbx
    pushq %rbp
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    pushq %rsi
    movq %rdi, %rax
    movq 0(%rsi), %rbx
    movq 8(%rsi), %rdx
    movq 24(%rsi), %rdi
    movq 32(%rsi), %rbp
    movq 40(%rsi), %r8
    movq 48(%rsi), %r9
    movq 56(%rsi), %r10
    movq 64(%rsi), %r12
    movq 72(%rsi), %r13
    movq 80(%rsi), %r14
    movq 88(%rsi), %r15
    movq 16(%rsi), %rsi
    syscall
    movq (%rsp), %rcx
    movq %rbx, 0(%rcx)
    movq %rdx, 8(%rcx)
    movq %rsi, 16(%rcx)
    movq %rdi, 24(%rcx)
    movq %rbp, 32(%rcx)
    movq %r8, 40(%rcx)
    movq %r9, 48(%rcx)
    movq %r10, 56(%rcx)
    movq %r12, 64(%rcx)
    movq %r13, 72(%rcx)
    movq %r14, 80(%rcx)
    movq %r15, 88(%rcx)
    popq %rsi
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbp
    popq %rbx
    ret

// long WriteInAChild(long *Word): forks; the child writes 1 to *Word and ends, and the parent waits
// for that. Returns what fork gave. Nothing goes to the stack from the fork on: it finds out a fork
// whose two processes have one and the same.
    .globl WriteInAChild
WriteInAChild:
    pushq %rbx
    movq %rdi, %rbx
    movl $SYS_FORK, %eax
    syscall
    testq %rax, %rax
    js 2f
    jnz 1f
    movq $1, (%rbx)
    xorl %edi, %edi
    movl $SYS_EXIT, %eax
    syscall
    ud2
1:  movq %rax, %rbx
    movq %rax, %rdi
    xorl %esi, %esi
    xorl %edx, %edx
    movl $SYS_WAITPID, %eax
    syscall
    movq %rbx, %rax
2:  popq %rbx
    ret
