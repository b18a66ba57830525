#include "arch/x86/common/ExceptionStacks.h"

#include "Descriptors.h"
#include "arch/Arch.h"

typedef struct ALIGNED(PAGE_BYTES) {
    U8 Guard[PAGE_BYTES];
    U8 Room[EXCEPTION_STACK_BYTES];
} GuardedStack;

_Static_assert(sizeof(GuardedStack) == PAGE_BYTES + EXCEPTION_STACK_BYTES, "whole pages");

const U32 ExceptionStackCount = EXCEPTION_STACK_COUNT;
_Static_assert(EXCEPTION_STACK_COUNT <= MAX_EXCEPTION_STACKS, "room for their ends");

static GuardedStack Stacks[EXCEPTION_STACK_COUNT];

LINEAR BootExceptionStackTop(U32 Index) { return (LINEAR)(&Stacks[Index] + 1); }

LINEAR BootExceptionStackGuard(U32 Index) { return (LINEAR)Stacks[Index].Guard; }
