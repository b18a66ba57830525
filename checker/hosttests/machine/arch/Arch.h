// In place of the kernel's arch/Arch.h: what X2APIC.c takes of the machine, as functions that
// X2APICTests.c has.

#pragma once

#include "base/Base.h"

U64 ReadMSR(U32 MSR);
void WriteMSR(U32 MSR, U64 Value);
void OrderMemory(void);
