// Switching between kernel stacks, x86-64.

    .text

// void SwitchContext(TaskContext *From, const TaskContext *To)
//
// Entry: C calling convention, ring 0, interrupts off. Exit: the same, on the stack of To, in the
// call of SwitchContext (or InitializeContext) that made To. Only what a C function must preserve
// is saved, the caller has saved the rest; and what selector the task's user code has in GS, which
// nobody else saves. GS leads to this CPU before and after.
    .globl SwitchContext
SwitchContext:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movl %gs, %eax
    pushq %rax
    movq %rsp, (%rdi)
    movq (%rsi), %rsp
    popq %rax
    movl %gs, %ecx
    cmpl %ecx, %eax
    je 1f
    swapgs                          // the load changes the base in use: to be the user's
    movl %eax, %gs
    swapgs
1:  popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret

// A new task begins here: RBX = its function, R12 = the argument; RBP = 0 ends backtraces.
    .globl StartContext
StartContext:
    movq %r12, %rdi
    call *%rbx                      // does not return
    ud2
