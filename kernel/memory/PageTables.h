// PageTables: the kernel's page tables, built and changed here and nowhere else.
//
// One implementation for both architectures: PAE on x86-32 and 4-level paging on x86-64 differ only
// in the number of levels. Tables are made on demand and are never taken down; those of the kernel
// are shared by all address spaces to come, which copy the top-level entries from KERNEL_TOP_INDEX
// on once the kernel has made them all, at boot.

#pragma once

#include "arch/Arch.h"
#include "base/Base.h"
#include "memory/FrameRanges.h"

// Builds the kernel's tables and continues on them: the image with the rights of each section,
// Memory in the direct map (writable, not executable; read-only where it shows sections of the
// image that are), a guard page under each stack in the image, nothing else, no identity map.
// Panics if memory runs out. Context: boot, interrupts off, after InitializeFrames.
void InitializePageTables(const FrameRanges *Memory);

// Maps the page at Page, which is not mapped, to Frame. Flags: PAGE_* of Arch.h.
// FALSE if there is no memory for a table. Context: task or boot, frozen or interrupts off.
BOOL MapPage(LINEAR Page, PHYSICAL Frame, U32 Flags) MUST_USE;

// Unmaps the 4 KiB page at Page, which is mapped, and returns the frame that it showed. The CPU may
// remember it until the caller invalidates it. Context: as MapPage; panics if it is not mapped.
PHYSICAL UnmapPage(LINEAR Page);

// The entry that maps the 4 KiB page at Page, or NULL if there is no table for it.
// Context: as MapPage.
PageEntry *FindPageEntry(LINEAR Page);
