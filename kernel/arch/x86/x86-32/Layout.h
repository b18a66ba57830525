// The virtual layout of x86-32: user space below 3 GiB, the kernel in the last GiB. C and assembly
// share this header, so there are only macros in it.
//
//   0x00000000  USER_END bytes of user space
//   0xC0000000  direct map: physical 0 to 768 MiB; the kernel's image is a part of it
//   0xF0000000  mapped areas: stacks with their guard pages, device registers, big allocations
//   0xFFFFF000  nothing: pointers just below NULL fault

#pragma once

#define ARCH_NAME "x86-32"
#define ARCH_BITS 32

#define USER_END 0xC0000000

// Where physical 0 appears, and how much behind it.
#define DIRECT_MAP_BASE 0xC0000000
#define DIRECT_MAP_BYTES 0x30000000

// A symbol of the image lies at its physical address + IMAGE_OFFSET.
#define IMAGE_OFFSET 0xC0000000
#define IMAGE_PHYSICAL 0x00100000

#define MAPPED_BASE 0xF0000000
#define MAPPED_END 0xFFFFF000

// PAE paging (Intel SDM vol. 3A, "PAE Paging"): the top level has four entries, the others 512.
#define PAGE_TABLE_LEVELS 3
#define TOP_LEVEL_ENTRIES 4

// The top-level entries from here on are the kernel's, the same in every address space.
#define KERNEL_TOP_INDEX 3

#define WORD_DIRECTIVE .long
#define MOVE_WORDS "movsl"
