// Panic: the kernel cannot go on. The message is kept where a debugger finds it, logged, and then
// the machine is stopped by an action that a higher level has registered.

#pragma once

#include "base/Base.h"

#define PANIC_MESSAGE_BYTES 256

// The text of the first panic, NUL-terminated; empty as long as there was none. Later panics (one
// can happen while the first is being reported) do not overwrite it.
extern char PanicMessage[PANIC_MESSAGE_BYTES];

// Formats the message into PanicMessage, logs it, reports and stops. By convention the text begins
// with an area of the log: Panic("memory: frame %llx freed twice", Frame).
// Context: any, NMI included; turns interrupts off for good.
void Panic(const char *Format, ...) PRINTF_LIKE(1, 2) NORETURN;

// What Panic does after logging its message: Report adds what the machine knows (registers,
// backtrace), Stop ends everything and does not return. Either is called at most once per panic.
// Context: early boot; the functions are called with interrupts off, in any state of the kernel.
typedef struct {
    void (*Report)(void);
    void (*Stop)(void);
} PanicActions;

void SetPanicActions(const PanicActions *Actions);
