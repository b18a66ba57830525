// What tests have to know of x86-64.

#pragma once

#define IS_64_BIT 1
#define USER_END 0x00007FFFFFFFF000ul      // kernel/documentation/Kernel.md: end of user space
#define KERNEL_IMAGE 0xFFFFFFFF80100000ul  // in the kernel's image
#define KERNEL_DIRECT 0xFFFF800000000000ul
#define NON_CANONICAL 0x0000800000000000ul
#define PRESERVED_REGISTERS 12

// For assembly: the stack pointer, a register that calls preserve, a call with the number in RAX.
#define STACK_REGISTER "rsp"
#define SPARE_REGISTER "rbx"
#define MAKE_CALL "syscall"
#define CALL_CLOBBERS "rcx", "r11"
