// Arguments: the strings that a program gets: argv and envp, on their way from one to the next.

#pragma once

#include "base/Base.h"

// All strings and the words that point to them.
#define MAX_ARGUMENT_BYTES 65536

// The strings one after the other, each with its NUL: those of argv, then those of envp.
typedef struct {
    char *Strings;   // from the heap; NULL: none
    SIZE Bytes;      // of them
    SIZE Capacity;
    U32 ArgumentCount;
    U32 EnvironmentCount;
} ArgumentList;

// Gets what two arrays of string addresses in user memory, each ended by 0, refer to. An array at 0
// is empty. Result holds nothing on an error: -EFAULT, -E2BIG, -ENOMEM. Context: a thread.
INT CopyArguments(LINEAR ArgumentArray, LINEAR EnvironmentArray, ArgumentList *Result);

// Adds a string to argv; envp must still be empty. FALSE: no memory. Context: task.
BOOL AddArgument(ArgumentList *To, const char *Text);

void FreeArguments(ArgumentList *Freed);

// Writes them below the user address Top as a program wants to find them (System V ABI, "Process
// Initialization"): argc, argv, NULL, envp, NULL, the end of the auxiliary vector, strings. Returns
// the stack pointer, or 0: no room or no memory. Context: a thread, in the program's address space.
LINEAR WriteArguments(const ArgumentList *From, LINEAR Top);
