// What a panic adds to its message: registers, control registers, the backtrace.

#pragma once

#include "arch/Arch.h"

// Logs the general registers, level PANIC, in the form of this architecture.
void LogTrapRegisters(const TrapFrame *Frame);

// Logs the dump of a panic: that of Frame, or of the code that called Panic if Frame is NULL. A
// fault inside it is not an endless loop: Panic calls it a second time, which only says so.
void LogDump(const TrapFrame *Frame);
