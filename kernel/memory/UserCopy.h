// UserCopy: user memory, read and written by the kernel on behalf of the running task.
//
// Addresses come from user programs: any number will do. What is not user memory of the space that
// the task is in, or not to be read (written), is refused; part of it may have been copied then.
// Pages that are not there yet appear.
//
// Context: task, not frozen, holding no mutex, unless stated otherwise. They may wait for memory.

#pragma once

#include "base/Base.h"

BOOL CopyFromUser(void *To, LINEAR From, SIZE Bytes) MUST_USE;
BOOL CopyToUser(LINEAR To, const void *From, SIZE Bytes) MUST_USE;

// Copies a string with its NUL, which must be within Bytes. Returns its length without the NUL,
// -EFAULT, or -ENAMETOOLONG.
INT CopyStringFromUser(char *To, LINEAR From, SIZE Bytes) MUST_USE;

// Reads the 32-bit word at Address, which must be aligned, by one access, and tells whether it is
// Expected. FALSE if it cannot be read now. Context: as above, interrupts on or off.
BOOL CompareUserWord(LINEAR Address, U32 Expected, BOOL *Equal) MUST_USE;
