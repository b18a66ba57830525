// Futex: waiting in the kernel for a word of user memory to change, which user code changes itself.

#pragma once

#include "base/Base.h"

// If the 32-bit word at the user address Word holds Expected, waits until WakeFutex(Word) or
// Deadline (a clock's time, or WAIT_FOR_EVER); no wake comes unnoticed between the two. 0, -EAGAIN
// (another value), -ETIMEDOUT, -EFAULT, -EINVAL (not aligned), -EINTR (killed). Context: a thread.
INT WaitForFutex(LINEAR Word, U32 Expected, U64 Deadline);

// Wakes up to Count threads that wait for Word, those that have waited longest, and returns how
// many. -EINVAL (not aligned). Context: a thread.
INT WakeFutex(LINEAR Word, U32 Count);
