// Division of 64-bit numbers: one instruction here, so the compiler calls nothing.

#include "base/Base.h"

_Static_assert(sizeof(UINT) == sizeof(U64), "a register holds a 64-bit number");
