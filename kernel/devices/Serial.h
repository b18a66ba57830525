// Serial: the first serial port (COM1), where the log goes and where a terminal can be.
//
// A 16550-compatible UART (National Semiconductor PC16550D data sheet), 115200 bits a second, 8
// data bits, no parity. There are two ways out of it:
// - The log's is polled, so that it works before interrupts and in a panic. Every wait is bounded:
//   a port that stops answering costs time once and is then given up.
// - The terminal's is a queue that interrupts empty. It may be left in the middle of a line.
// Both keep the order of time: a line of the log first writes out what is queued, and begins on a
// line of its own.

#pragma once

#include "base/Base.h"
#include "base/Log.h"

// The longest text that is queued in one piece.
#define SERIAL_PIECE_BYTES 256

// Looks for the UART and sets it up. Tells whether there is one. Context: boot.
BOOL InitializeSerial(void);

// Called in interrupt context.
typedef struct {
    void (*OnCharacter)(char Character);  // one has been received
    void (*OnRoom)(void);                 // there is room for a piece in the queue
} SerialClient;

// From now on the port works by interrupts too, for Client, which is kept. Does nothing without a
// UART. Context: boot, once, after InitializeInterrupts.
void StartSerialInterrupts(const SerialClient *Client);

// Queues Length characters, at most SERIAL_PIECE_BYTES, all of them or none; a line feed goes out
// as carriage return and line feed. FALSE: no room for them now, OnRoom will tell. Without a UART
// they are gone. Context: interrupts off; needs StartSerialInterrupts.
BOOL QueueSerial(const char *Text, U32 Length) MUST_USE;

// Writes out what is queued, polled: the way on when no interrupt comes. Context: interrupts off.
void FlushSerial(void);

extern LogSink SerialLogSink;
