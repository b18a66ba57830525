// Data that a soft restart leaves as it is; all other data starts anew (Boot.S).

#pragma once

// For variables that start as zero.
#define PRESERVED __attribute__((section(".bss.preserved")))
