// How many words a whole TrapFrame has, for assembly too, and how its registers are pushed.

#pragma once

#define TRAP_FRAME_WORDS 22

#ifdef __ASSEMBLER__

// Entry: RSP at a frame's Vector. Exit: at its beginning.
    .macro PUSH_REGISTERS
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
    .endm

// The way back.
    .macro POP_REGISTERS
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
    .endm

// What stands where, as seen from a frame's Vector.
#define FRAME_RIP 16
#define FRAME_CS 24
#define FRAME_RFLAGS 32
#define FRAME_RSP 40

#endif
