// MPPointer: the MP Floating Pointer Structure, which firmware had before ACPI (MultiProcessor
// Specification 1.4, section 4.1), for the one thing that ACPI does not tell: whether the machine
// has an IMCR.
//
// Pure parsing of bytes that somebody else has mapped: no I/O, no state, any context. The bytes are
// untrusted.

#pragma once

#include "base/Base.h"

typedef struct {
    // The interrupt mode configuration register is there, and the machine in PIC mode: the 8259s
    // are wired to the boot CPU past its Local APIC.
    BOOL HasIMCR;
} MPPointer;

// Looks through Region, which starts on a 16-byte boundary, for the first valid one. Tells whether
// there was one.
BOOL FindMPPointer(const U8 *Region, U32 Length, MPPointer *Record);
