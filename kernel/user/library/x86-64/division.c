// Division of 64-bit numbers: one instruction here, so the compiler calls nothing.

_Static_assert(sizeof(long) == 8, "a register holds a 64-bit number");
