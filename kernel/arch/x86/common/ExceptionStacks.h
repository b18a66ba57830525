// ExceptionStacks: for exceptions that may come when there is no stack left to push anything on.
// Which those are, and how the CPU gets there, differs between the architectures (Descriptors.h).

#pragma once

#include "base/Base.h"

#define EXCEPTION_STACK_BYTES 8192

// How many a CPU needs, and the most that it may be.
extern const U32 ExceptionStackCount;
#define MAX_EXCEPTION_STACKS 4

// The end of the boot CPU's stack number Index, below EXCEPTION_STACK_COUNT; 16-byte aligned.
LINEAR BootExceptionStackTop(U32 Index);

// The page below that stack, which belongs to nobody.
LINEAR BootExceptionStackGuard(U32 Index);
