// Program: making a process run another program.

#pragma once

#include "base/Base.h"
#include "process/Arguments.h"
#include "process/Process.h"

// The program's stack ends a page below the end of user space; its pages come when touched.
#define USER_STACK_BYTES MIB(8)

// Replaces the caller's program by the one at Path, with Given, which it frees in any case. Returns
// only with an error, and then nothing has changed: what OpenFile says, -EACCES (no file or not
// executable), -ENOEXEC, -ENOMEM, -EINTR (killed). The other threads end. Context: a thread.
INT ReplaceProgram(const char *Path, ArgumentList *Given);

// Starts the program at Path as the kernel's child, with /dev/console as its handles 0, 1 and 2 if
// there is such a device; one whose program cannot be run ends with exit code 127. The kernel must
// call AwaitProcess. NULL: no memory or no place. Context: task.
Process *CreateInitialProcess(const char *Path);
