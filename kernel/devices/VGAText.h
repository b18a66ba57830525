// VGAText: the text screen of a VGA adapter, as the log's second sink.
//
// Only where there is one: UEFI hands over a framebuffer, and a machine may have no screen at all.
// Lines that are too long wrap; a full screen scrolls up. Nothing is read from a keyboard.

#pragma once

#include "base/Base.h"
#include "base/Log.h"

// Uses the text buffer at Cells (mapped, writable, Columns * Rows cells of two bytes) and clears
// it. Tells whether there is an adapter. Context: boot.
BOOL InitializeVGAText(volatile U16 *Cells, U32 Columns, U32 Rows);

// Writes Length characters at the cursor. Does nothing without a screen. Context: any.
void WriteVGAText(const char *Text, U32 Length);

extern LogSink VGALogSink;
