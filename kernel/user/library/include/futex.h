// Waiting for a word in memory to change: what the locks of pthread.h are made of. Not POSIX.

#pragma once

#include <time.h>

// Sleeps until somebody wakes this word, if it holds what was expected. EAGAIN: it does not;
// ETIMEDOUT: so much time has passed (NULL: no limit).
int futex_wait(_Atomic unsigned *word, unsigned expected, const struct timespec *timeout);

// Wakes so many of those who sleep on the word; returns how many they were.
int futex_wake(_Atomic unsigned *word, int count);
