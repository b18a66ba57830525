// FrameWindow: a glance at any frame, also at those above the direct map.
//
// On x86-64 the direct map shows all memory. On x86-32 it ends at 768 MiB, and a frame above is
// shown for a moment through one page that is kept for this.

#pragma once

#include "arch/Arch.h"
#include "base/Base.h"

// While the kernel runs on the page tables of boot, physical memory below this is in reach on both
// architectures through the direct map.
#define EARLY_MEMORY_END 0x30000000ULL

// Fills the frame at physical address Frame with Byte. Context: interrupts off.
void FillFrame(PHYSICAL Frame, U8 Byte);

// Provides the window: the kernel page at Page, which Entry maps and nobody else uses.
// Context: boot, once; until then only frames in the direct map can be filled.
void SetFrameWindow(LINEAR Page, PageEntry *Entry);
