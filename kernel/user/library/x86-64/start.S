// Where programs and threads begin, x86-64.

    .text

// A program. Entry: RSP points to argc, argv[0 ... argc - 1], NULL, the environment, NULL (System V
// ABI, AMD64 supplement, "Process Initialization"); the other registers hold anything.
    .globl _start
_start:
    xorl %ebp, %ebp                 // the outermost frame
    movq (%rsp), %rdi
    leaq 8(%rsp), %rsi
    leaq 16(%rsp,%rdi,8), %rdx
    andq $-16, %rsp
    call __start_program

// A thread. Entry: RSP is what thread_create was given, or a little below; the rest holds anything.
    .globl __thread_entry
__thread_entry:
    xorl %ebp, %ebp
    andq $-16, %rsp
    call __start_thread

    .section .note.GNU-stack, "", @progbits
