// Panic: the kernel cannot go on. The message is kept where a debugger finds it, logged, and then
// the machine is stopped, with the help of what the levels above have registered.

#pragma once

#include "base/Base.h"

#define PANIC_MESSAGE_BYTES 256

// The text of the first panic, NUL-terminated; empty as long as there was none. Later panics (one
// can happen while the first is being reported) do not overwrite it.
extern char PanicMessage[PANIC_MESSAGE_BYTES];

// Formats the message into PanicMessage, logs it at level PANIC, reports and stops. By convention
// the text begins with an area of the log: Panic("memory: frame %llx freed twice", Frame).
// Context: any, NMI included; turns interrupts off for good.
void Panic(const char *Format, ...) PRINTF_LIKE(1, 2) NORETURN;

// What Panic needs of the machine. Until it is registered, Panic spins silently.
typedef struct {
    void (*Silence)(void);  // turns interrupts off; called first, at every panic
    void (*Report)(void);   // adds registers and the like to the log; not called in a second panic
} PanicReporter;

// Context: early boot. The structure is kept, not copied.
void SetPanicReporter(const PanicReporter *Reporter);

// How a panic ends, with interrupts off: Stop does not return. Context: boot.
void SetPanicStop(void (*Stop)(void));
