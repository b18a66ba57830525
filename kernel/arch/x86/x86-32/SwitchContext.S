// Switching between kernel stacks, x86-32.

    .text

// void SwitchContext(TaskContext *From, const TaskContext *To)
//
// Entry: C calling convention, ring 0, interrupts off. Exit: the same, on the stack of To, in the
// call of SwitchContext (or InitializeContext) that made To. Only what a C function must preserve
// is saved: the caller has saved the rest.
    .globl SwitchContext
SwitchContext:
    movl 4(%esp), %eax
    movl 8(%esp), %edx
    pushl %ebp
    pushl %ebx
    pushl %esi
    pushl %edi
    movl %esp, (%eax)
    movl (%edx), %esp
    popl %edi
    popl %esi
    popl %ebx
    popl %ebp
    ret

// A new task begins here: EBX = its function, ESI = the argument; EBP = 0 ends backtraces.
    .globl StartContext
StartContext:
    subl $12, %esp                  // 16-byte aligned with the argument, as the ABI wants it
    pushl %esi
    call *%ebx                      // does not return
    ud2
