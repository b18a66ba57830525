// ASSERT states what cannot be otherwise. It stays in every build: a kernel that goes on with a
// broken rule destroys more than one that stops.

#pragma once

#include "base/Base.h"
#include "base/Panic.h"

// Panics, naming the place and the condition, if Condition is false. Context: any.
#define ASSERT(Condition)                                                                  \
    ((Condition) ? (void)0                                                                 \
                 : Panic("assert: %s, in %s, line %u", #Condition, __FILE__, (U32)__LINE__))

// The same, with values: a format and its arguments that tell what was found.
// Example: ASSERT_THAT(Count <= Limit, "%u of %u", Count, Limit);
#define ASSERT_THAT(Condition, Format, ...)                                                \
    ((Condition) ? (void)0                                                                 \
                 : Panic("assert: %s (" Format "), in %s, line %u", #Condition, __VA_ARGS__, \
                         __FILE__, (U32)__LINE__))
