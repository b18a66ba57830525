#include "cpu/InterruptMode.h"

InterruptModeKind InterruptMode;

const char *DescribeInterruptMode(InterruptModeKind Mode) {
    switch (Mode) {
        case APIC_MODE: return "APIC mode";
        case PIC_MODE_BY_COMMAND_LINE: return "the command line asks for it";
        case PIC_MODE_TABLES: return "no Local APIC or no MADT that can be relied on";
        case PIC_MODE_NO_IOAPIC: return "no usable IOAPIC has the timer's line";
        case PIC_MODE_NO_TICK: return "no tick comes through the IOAPIC";
    }
    return "unknown";
}
