// Makes what a QEMU with -icount does independent of the host.

#pragma once

// To be called by the thread that is to run main(), before it does. In any other program than QEMU
// it changes nothing.
void TakeTurns(void);
