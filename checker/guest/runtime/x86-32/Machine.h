// What tests have to know of x86-32.

#pragma once

#define IS_64_BIT 0
#define USER_END 0xC0000000ul      // kernel/documentation/Kernel.md: end of user space
#define KERNEL_IMAGE 0xC0100000ul  // in the kernel's image
#define KERNEL_DIRECT 0xC0000000ul
#define NON_CANONICAL 0xFFFFFFF0ul
#define PRESERVED_REGISTERS 6

// For assembly: the stack pointer, a register that calls preserve, a call with the number in EAX.
#define STACK_REGISTER "esp"
#define SPARE_REGISTER "edi"
#define MAKE_CALL "int $0x80"
#define CALL_CLOBBERS "cc"
