// The headers by which boot loaders know the kernel. Data only; both lie at the very start of the
// image, within the first 8 KiB and 32 KiB that loaders search.

#include "Layout.h"

#define MULTIBOOT1_MAGIC 0x1BADB002
#define MULTIBOOT1_FLAGS 0x00010003  // modules on pages, memory map, address fields below valid

#define MULTIBOOT2_MAGIC 0xE85250D6
#define MULTIBOOT2_I386 0

    .section .multiboot, "a"

// Multiboot Specification 0.6.96, 3.1. QEMU refuses an ELF64 here, but with the address fields
// ("a.out kludge") it never looks at the ELF headers: it copies the file from this header's
// position on to LoadAddress, as one block.
    .balign 4
Multiboot1Header:
    .long MULTIBOOT1_MAGIC
    .long MULTIBOOT1_FLAGS
    .long -(MULTIBOOT1_MAGIC + MULTIBOOT1_FLAGS)
    .long Multiboot1Header          // header address
    .long Multiboot1Header          // load address: the header is the first thing in the image
    .long DataEnd - IMAGE_OFFSET    // end of what is in the file
    .long ImageEnd - IMAGE_OFFSET   // end of what is to be zeroed
    .long BootEntry                 // entry

// Multiboot2 Specification 2.0, 3.1. Loaded by its ELF headers. Information that is "requested" is
// not required: the kernel says itself what it cannot do without.
    .balign 8
Multiboot2Header:
    .long MULTIBOOT2_MAGIC
    .long MULTIBOOT2_I386
    .long Multiboot2End - Multiboot2Header
    .long -(MULTIBOOT2_MAGIC + MULTIBOOT2_I386 + (Multiboot2End - Multiboot2Header))

    .balign 8
    .short 6, 0                     // modules aligned to pages
    .long 8

    .balign 8
    .short 0, 0                     // end
    .long 8
Multiboot2End:
