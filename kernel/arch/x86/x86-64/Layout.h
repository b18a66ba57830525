// The virtual layout of x86-64: user space in the lower half, the kernel in the upper. C and
// assembly share this header, so there are only macros in it.
//
//   0x0000000000000000  USER_END bytes of user space
//   0xFFFF800000000000  direct map: physical 0 to 64 TiB
//   0xFFFFC00000000000  mapped areas: stacks with their guard pages, devices, big allocations
//   0xFFFFFFFF80000000  image: the kernel's sections, at their physical addresses + this

#pragma once

#define ARCH_NAME "x86-64"
#define ARCH_BITS 64

// One page less than the half: the last page before the hole is kept empty, as SYSRET and
// speculation past the end of a page have both been trouble there.
#define USER_END 0x00007FFFFFFFF000

// Where physical 0 appears, and how much behind it.
#define DIRECT_MAP_BASE 0xFFFF800000000000
#define DIRECT_MAP_BYTES 0x0000400000000000

// A symbol of the image lies at its physical address + IMAGE_OFFSET.
#define IMAGE_OFFSET 0xFFFFFFFF80000000
#define IMAGE_PHYSICAL 0x00100000

#define MAPPED_BASE 0xFFFFC00000000000
#define MAPPED_END 0xFFFFE00000000000

// Intel SDM vol. 3A, "4-Level Paging and 5-Level Paging": 512 entries at each level.
#define PAGE_TABLE_LEVELS 4
#define TOP_LEVEL_ENTRIES 512

// The top-level entries from here on are the kernel's, the same in every address space.
#define KERNEL_TOP_INDEX 256

#define WORD_DIRECTIVE .quad
#define MOVE_WORDS "movsq"
