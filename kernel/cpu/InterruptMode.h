// InterruptMode: whether devices' interrupts come through the APICs or through the 8259s.
//
// A machine whose tables are missing, broken or at odds with its CPU keeps the 8259s, which are the
// same in every PC.

#pragma once

#include "base/Base.h"

// In the order in which they are asked: the first reason that holds is the one that is told.
typedef enum {
    APIC_MODE = 0,             // through the IOAPICs
    PIC_MODE_BY_COMMAND_LINE,  // nosmp: everything as on a machine without APICs
    PIC_MODE_TABLES,           // no Local APIC to be used, or no MADT to be believed: BootPolicy.h
    PIC_MODE_NO_IOAPIC,        // none that can be used has the timer's line
    PIC_MODE_NO_TICK,          // one says that it has, and no tick came through it
} InterruptModeKind;

// Which it is. [i] once the boot CPU has left EnterAPICMode.
extern InterruptModeKind InterruptMode;

// A few words for a log line, such as "no usable IOAPIC".
const char *DescribeInterruptMode(InterruptModeKind Mode);
