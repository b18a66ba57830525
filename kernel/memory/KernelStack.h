// KernelStack: a stack for kernel code, above a page that is not mapped.
//
// Code that needs more stack than there is faults on that guard page, and the dump names it, before
// it can overwrite anything. A new stack is filled with a pattern, so that the deepest use of its
// life can be told.

#pragma once

#include "base/Base.h"

typedef struct {
    LINEAR Bottom;  // the lowest usable byte; the page below it is the guard
    LINEAR Top;     // where the stack starts, growing down
} KernelStack;

// Makes a stack of Pages pages. FALSE if memory or addresses have run out; nothing has changed.
// Context: task or boot.
BOOL AllocateKernelStack(KernelStack *Stack, U32 Pages) MUST_USE;

// Gives a stack back. Nobody may be running on it. Context: as AllocateKernelStack.
void FreeKernelStack(KernelStack *Stack);

// The most bytes of the stack that were ever in use. Context: any.
SIZE StackHighWaterMark(const KernelStack *Stack);

// Tells whether Address lies in the guard page below the stack. Context: any.
BOOL IsStackGuard(const KernelStack *Stack, LINEAR Address);
