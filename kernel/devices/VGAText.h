// VGAText: the text screen of a VGA adapter, as the log's second sink and as a terminal's screen.
//
// Only where there is one: UEFI hands over a framebuffer, and a machine may have no screen at all.
// Lines that are too long wrap; a full screen scrolls up. A line of the log begins on a line of its
// own, wherever the terminal has stopped.

#pragma once

#include "base/Base.h"
#include "base/Log.h"

// Uses the text buffer at Cells (mapped, writable, Columns * Rows cells of two bytes) and clears
// it. Tells whether there is an adapter. Context: boot.
BOOL InitializeVGAText(volatile U16 *Cells, U32 Columns, U32 Rows);

// Writes Length characters at the cursor, which follows; of control characters it knows line feed
// (which returns the carriage too), carriage return, backspace and tab (as a space). Does nothing
// without a screen. Context: any; where two write at once, what they write mixes.
void WriteVGAText(const char *Text, U32 Length);

extern LogSink VGALogSink;
