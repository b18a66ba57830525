// Serial: the first serial port (COM1), where the log goes.
//
// A 16550-compatible UART (National Semiconductor PC16550D data sheet), 115200 bits a second, 8
// data bits, no parity. Output is polled, so that it works before interrupts and in a panic. Every
// wait is bounded: a port that stops answering costs time once and is then given up.

#pragma once

#include "base/Base.h"
#include "base/Log.h"

// Looks for the UART and sets it up. Tells whether there is one. Context: boot.
BOOL InitializeSerial(void);

// Writes Length characters; a line feed goes out as carriage return and line feed.
// Does nothing without a UART. Context: any.
void WriteSerial(const char *Text, U32 Length);

extern LogSink SerialLogSink;
