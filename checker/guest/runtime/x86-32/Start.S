// Entry and system calls of the checker's programs on x86-32; kernel/abi/SystemCalls.h.

#include "abi/SystemCalls.h"

    .section .note.GNU-stack, "", @progbits
    .text

// Entry: user mode, ESP at argc (SysV ABI for i386, "Process Initialization").
    .globl _start
_start:
    xorl %ebp, %ebp
    movl %esp, %eax
    andl $-16, %esp
    subl $12, %esp
    pushl %eax
    call StartProgram
    ud2

// long SystemCall(long Number, long A, long B, long C, long D, long E, long F)
    .globl SystemCall
SystemCall:
    pushl %ebx
    pushl %esi
    pushl %edi
    pushl %ebp
    movl 20(%esp), %eax
    movl 24(%esp), %ebx
    movl 28(%esp), %ecx
    movl 32(%esp), %edx
    movl 36(%esp), %esi
    movl 40(%esp), %edi
    movl 44(%esp), %ebp
    int $SYSTEM_CALL_VECTOR
    popl %ebp
    popl %edi
    popl %esi
    popl %ebx
    ret

// long SystemCallWithRegisters(long Number, long *Registers): makes a call with all registers from
// the array (in the order EBX ECX EDX ESI EDI EBP) and stores them after it.
    .globl SystemCallWithRegisters
SystemCallWithRegisters:
    pushl %ebx
    pushl %esi
    pushl %edi
    pushl %ebp
    movl 20(%esp), %eax
    movl 24(%esp), %ebp
    movl 0(%ebp), %ebx
    movl 4(%ebp), %ecx
    movl 8(%ebp), %edx
    movl 12(%ebp), %esi
    movl 16(%ebp), %edi
    movl 20(%ebp), %ebp
    int $SYSTEM_CALL_VECTOR
    pushl %ebp
    movl 28(%esp), %ebp
    movl %ebx, 0(%ebp)
    movl %ecx, 4(%ebp)
    movl %edx, 8(%ebp)
    movl %esi, 12(%ebp)
    movl %edi, 16(%ebp)
    popl 20(%ebp)
    popl %ebp
    popl %edi
    popl %esi
    popl %ebx
    ret

// long WriteInAChild(long *Word): forks; the child writes 1 to *Word and ends, and the parent waits
// for that. Returns what fork gave. Nothing goes to the stack from the fork on: it finds out a fork
// whose two processes have one and the same.
    .globl WriteInAChild
WriteInAChild:
    pushl %ebx
    pushl %esi
    movl 12(%esp), %esi
    movl $SYS_FORK, %eax
    int $SYSTEM_CALL_VECTOR
    testl %eax, %eax
    js 2f
    jnz 1f
    movl $1, (%esi)
    xorl %ebx, %ebx
    movl $SYS_EXIT, %eax
    int $SYSTEM_CALL_VECTOR
    ud2
1:  movl %eax, %esi
    movl %eax, %ebx
    xorl %ecx, %ecx
    xorl %edx, %edx
    movl $SYS_WAITPID, %eax
    int $SYSTEM_CALL_VECTOR
    movl %esi, %eax
2:  popl %esi
    popl %ebx
    ret
