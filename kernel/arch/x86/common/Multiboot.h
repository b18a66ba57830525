// The two boot protocols, read into a BootInfo.

#pragma once

#include "arch/BootInfo.h"

// What EAX holds at the kernel's entry.
#define MULTIBOOT1_LOADER_MAGIC 0x2BADB002
#define MULTIBOOT2_LOADER_MAGIC 0x36D76289

// Physical memory below this is in the direct map of the boot tables, on both architectures.
#define BOOT_REACH 0x30000000ULL

// Fill Info, which is all zeros, from the structure at the physical address Address. What is wrong
// inside of it is left out. Context: boot, on the boot tables.
void ReadMultiboot1(BootInfo *Info, PHYSICAL Address);
void ReadMultiboot2(BootInfo *Info, PHYSICAL Address);

// The loader's memory at Address, or NULL if any of the Bytes is out of reach.
const void *LoaderMemory(PHYSICAL Address, U64 Bytes);

// Copies the NUL-terminated text at Address, as much as fits; Cut (may be NULL) tells whether that
// was not all.
void CopyLoaderText(char *Buffer, SIZE Bytes, PHYSICAL Address, BOOL *Cut);

// Adds the module [Start, End), unless it is empty; counts it as dropped if the list is full.
void AddBootModule(BootInfo *Info, PHYSICAL Start, PHYSICAL End, PHYSICAL Name);
