// FrameWindow: a glance at any frame, also at those above the direct map.
//
// On x86-64 the direct map shows all memory. On x86-32 it ends at 768 MiB, and a frame above is
// shown for a moment through a page that is kept for this.

#pragma once

#include "arch/Arch.h"
#include "base/Base.h"

// While the kernel runs on the page tables of boot, physical memory below this is in reach on both
// architectures through the direct map.
#define EARLY_MEMORY_END 0x30000000ULL

#define FRAME_WINDOW_PAGES 2

// Fills the frame at physical address Frame with Byte. Context: interrupts off.
void FillFrame(PHYSICAL Frame, U8 Byte);

// Copies what is in the frame at From to the one at To. Context: interrupts off.
void CopyFrame(PHYSICAL To, PHYSICAL From);

// Provides the window: FRAME_WINDOW_PAGES kernel pages from First on, which Entries map, one after
// the other, and nobody else uses.
// Context: boot, once; until then only frames in the direct map can be looked at.
void SetFrameWindow(LINEAR First, PageEntry *Entries);
