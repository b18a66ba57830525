// Mapping: kernel addresses for physical memory and for device registers, and pages of memory.
//
// All of it lives in the kernel's mapped areas (memory/KernelSpace.h), in whole pages, never
// executable, with an unmapped page before each area.

#pragma once

#include "base/Base.h"

#define MAP_READ_ONLY 0u
#define MAP_WRITABLE 1u  // else a write faults
#define MAP_UNCACHED 2u  // for device registers: each access reaches the device, in order

// Maps the Bytes physical bytes from Address on, which need not be page aligned nor RAM, and
// returns the kernel address of the first of them. NULL if the range is empty, wraps around or
// exceeds what the CPU can address, or if addresses or page tables have run out; then nothing has
// changed.
// Context: task or boot, not interrupt handlers.
void *MapPhysical(PHYSICAL Address, U64 Bytes, U32 Flags) MUST_USE;

// Undoes MapPhysical; Mapped and Bytes as there. The physical memory itself is left alone.
// Context: as MapPhysical; panics if that range is not mapped.
void UnmapPhysical(const void *Mapped, U64 Bytes);

// Returns Count consecutive writable pages of memory, filled with zeros, or NULL if memory or
// addresses have run out. Count > 0. Context: as MapPhysical.
void *AllocatePages(U32 Count) MUST_USE;

// The same, filled with Byte.
void *AllocateFilledPages(U32 Count, U8 Byte) MUST_USE;

// Gives back what AllocatePages returned, all of it. Context: as MapPhysical; panics on pages that
// are not allocated.
void FreePages(void *Pages, U32 Count);

// Sets the frame window up. Context: boot, once, on the kernel's page tables.
void InitializeMapping(void);
