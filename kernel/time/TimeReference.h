// TimeReference: a counter whose rate is known, by which others are measured.

#pragma once

#include "base/Base.h"

typedef struct {
    const char *Name;
    U64 CountsPerSecond;

    // Counts since some moment; wraps around at 32 bits. Context: interrupts off.
    U32 (*Read)(void);
} TimeReference;
