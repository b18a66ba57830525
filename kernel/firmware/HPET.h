// HPET: where the High Precision Event Timer is (IA-PC HPET Specification 1.0a, section 3.2.4).
//
// Pure parsing of a table that has passed CheckTable: no I/O, no state, any context.

#pragma once

#include "base/Base.h"

typedef struct {
    U64 Address;         // physical, of its 1 KiB of registers
    U8 Space;            // 0 memory, 1 I/O ports
    U8 Number;           // which one, when there are several
    U8 Comparators;      // how many timers it has, at least 1
    U16 MinimumTicks;    // least period in periodic mode without losing interrupts
} HPETRecord;

// Reads Table (whole, with its header, Length bytes). Tells whether it is long enough.
BOOL ParseHPET(const U8 *Table, U32 Length, HPETRecord *Record);
