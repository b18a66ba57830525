// Where programs and threads begin, x86-32.

    .text

// A program. Entry: ESP points to argc, argv[0 ... argc - 1], NULL, the environment, NULL (System V
// ABI, Intel386 supplement, "Process Initialization"); the other registers hold anything.
    .globl _start
_start:
    xorl %ebp, %ebp                 // the outermost frame
    movl (%esp), %eax
    leal 4(%esp), %ecx
    leal 8(%esp,%eax,4), %edx
    andl $-16, %esp
    subl $4, %esp                   // with the three arguments, 16 bytes
    pushl %edx
    pushl %ecx
    pushl %eax
    call __start_program

// A thread. Entry: ESP is what thread_create was given, or a little below; the rest holds anything.
    .globl __thread_entry
__thread_entry:
    xorl %ebp, %ebp
    andl $-16, %esp
    call __start_thread

    .section .note.GNU-stack, "", @progbits
