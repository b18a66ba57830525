// The bootstrap stub: 16-bit code in a page below 1 MiB from which a CPU in real mode comes up to
// 32-bit protected mode and goes on at an address that it is given. C and assembly share this
// header.

#pragma once

// A soft restart's page of the stub, and that of the way down to real mode (Descent.S). Below 640
// KiB, RAM on every PC; the memory manager leaves the first MiB alone.
#define STUB_PAGE 0x8000
#define DESCENT_PAGE 0x9000

// Where a StubParameters lies in the stub's page.
#define STUB_PARAMETERS 8

// Within the page of the descent: the operand of LGDT, then the code.
#define DESCENT_GDT_POINTER (DESCENT_PAGE + 0)
#define DESCENT_CODE (DESCENT_PAGE + 16)
#define DESCENT_STACK (DESCENT_PAGE + 0x1000)
#define DESCENT_CODE32_SELECTOR 0x08

#ifndef __ASSEMBLER__

#include "base/Base.h"

// At the head of the stub, filled in before a CPU is sent there.
typedef struct {
    U32 Entry;     // physical address of 32-bit code
    U32 Stack;     // ESP at Entry
    U32 Argument;  // EDI at Entry
} StubParameters;

// Copies the stub to a page below 1 MiB and gives it Parameters. Panics if there is no RAM.
// Context: any, with the first MiB in the direct map.
void InstallBootstrapStub(PHYSICAL Page, const StubParameters *Parameters);

#endif
