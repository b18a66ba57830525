// UserArguments: what several system calls read from user memory. Context: a thread.

#pragma once

#include "abi/Types.h"
#include "base/Base.h"

// A path, NUL-terminated. 0, -EFAULT, -ENAMETOOLONG, -ENOENT (empty).
INT CopyPath(char Path[PATH_MAX], LINEAR From);

// The time span at Address in microseconds, rounded up, as far as 64 bits go. 0, -EFAULT, -EINVAL.
INT CopyTimeSpan(LINEAR Address, U64 *Microseconds);

// When the time span at Address will have passed, on the clock; WAIT_FOR_EVER if Address is 0.
INT CopyDeadline(LINEAR Address, U64 *Deadline);
