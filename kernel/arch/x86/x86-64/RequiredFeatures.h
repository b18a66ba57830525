// What CPUID must report (leaf 1, EDX; leaf 0x80000001, EDX) before this kernel runs: Intel SDM
// vol. 2A, CPUID. Rows for CheckCPU.S. Long mode implies all but the first.

#pragma once

#define REQUIRED_FEATURES         \
    FEATURE(1 << 0, 0, "FPU");    \
    FEATURE(1 << 4, 0, "TSC");    \
    FEATURE(1 << 5, 0, "MSR");    \
    FEATURE(1 << 6, 0, "PAE");    \
    FEATURE(1 << 13, 0, "PGE");   \
    FEATURE(0, 1 << 29, "64-bit mode");
