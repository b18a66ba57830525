// PageTables: the kernel's page tables, and what all page tables have in common.
//
// One implementation for both architectures: PAE on x86-32 and 4-level paging on x86-64 differ only
// in the number of levels. Tables are known by their top level, where the direct map shows it. The
// kernel's tables are made on demand and never taken down; all address spaces share them, by a copy
// of the top-level entries from KERNEL_TOP_INDEX on, all of which the kernel has made by the end of
// boot.

#pragma once

#include "arch/Arch.h"
#include "base/Base.h"
#include "memory/FrameRanges.h"

// Builds the kernel's tables and continues on them: the image with the rights of each section,
// Memory in the direct map (writable, not executable; read-only where it shows sections of the
// image that are), a guard page under each stack in the image, nothing else, no identity map.
// Panics if memory runs out. Context: boot, interrupts off, after InitializeFrames.
void InitializePageTables(const FrameRanges *Memory);

// Maps the kernel page at Page, which is not mapped, to Frame. Flags: PAGE_* of Arch.h.
// FALSE if there is no memory for a table. Context: task or boot, frozen or interrupts off.
BOOL MapPage(LINEAR Page, PHYSICAL Frame, U32 Flags) MUST_USE;

// Unmaps the 4 KiB page at Page, which is mapped, and returns the frame that it showed. The CPU may
// remember it until the caller invalidates it. Context: as MapPage; panics if it is not mapped.
PHYSICAL UnmapPage(LINEAR Page);

// The entry that maps the kernel's 4 KiB page at Page, or NULL if there is no table for it.
// Context: as MapPage.
PageEntry *FindPageEntry(LINEAR Page);

// The kernel's own tables, in which nothing is mapped in user space. Context: any.
PageEntry *KernelTables(void);

// The entry for the user page at Page, with the tables that it takes to get there; NULL if there is
// no memory for one. Context: as MapPage.
PageEntry *MakeUserEntry(PageEntry *Top, LINEAR Page) MUST_USE;

// Makes whoever runs on these tables forget what the Count pages at First were. The one place for
// it, and for telling other CPUs: what was taken out of the tables, frames, addresses and tables,
// is given back only after this returned. Context: as MapPage.
void InvalidatePages(const PageEntry *Top, LINEAR First, SIZE Count);
