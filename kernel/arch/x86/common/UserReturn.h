// UserReturn: when the way back to user mode itself faults.
//
// IRET, and on x86-32 the loading of data segments, fault on a frame that cannot be returned to.
// The exception comes in the kernel, yet it says something of the user. Only the returns of
// LeaveInterrupt are meant: what an NMI, #DB or #MC goes back to (EnterAnywhere on x86-64) is what
// the CPU has pushed a moment before, and a fault of that return is a panic.

#pragma once

#include "arch/Arch.h"

// Whether Frame is that of such a fault. Context: the exception, on the stack that it came on.
BOOL IsFailedReturn(const TrapFrame *Frame);

// The frame of a failed return as one of the user's: the registers as far as they had been loaded,
// and where the return was to lead.
TrapFrame FailedReturn(const TrapFrame *Frame);
