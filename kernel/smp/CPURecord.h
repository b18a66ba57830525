// CPURecord: the processors that this kernel may use, one record each.
//
// The records are filled in once, at boot, from what the firmware lists, and stand in its order:
// the boot CPU is at BootCPUIndex, which need not be 0. A CPU is known by its APIC ID, which is
// what interrupts are addressed to; its ACPI processor ID is only a name in the firmware's tables,
// and neither of them is an index into anything here.

#pragma once

#include "arch/CPU.h"
#include "base/Base.h"

// The highest ID that a Local APIC outside x2APIC mode can have: 0xFF is the broadcast (Intel SDM
// vol. 3A, "Determining IPI Destination").
#define MAX_APIC_ID 0xFE

// All fields are immutable once the table is filled.
typedef struct {
    U32 ProcessorID;  // ACPI processor UID
    U32 APICID;
    U32 Flags;  // as the MADT has them: bit 0 enabled, bit 1 online capable
} CPURecord;

#define CPU_RECORD_ENABLED (1u << 0)

extern CPURecord CPURecords[MAX_CPUS];
extern U32 CPUCount;      // records in use; at least 1 once the CPUs have been discovered
extern U32 BootCPUIndex;  // of the boot CPU's record; below CPUCount

typedef enum {
    CPU_RECORDED,
    CPU_DISABLED,       // not enabled: not there, though it might be plugged in one day
    CPU_UNADDRESSABLE,  // its APIC ID is above MAX_APIC_ID
    CPU_REPEATED,       // its APIC ID has been recorded or left out before
    CPU_LEFT_OUT,       // one more than there is room for
} RecordResult;

// Empties the table. BootAPICID is the boot CPU's, for which a place is kept; Limit (1 to MAX_CPUS)
// is how many records there may be. Context: boot.
void StartRecords(U32 BootAPICID, U32 Limit);

// Records a processor that the firmware lists, or tells why not. Context: boot.
RecordResult RecordCPU(CPURecord Record) MUST_USE;

// Empties the table but for the boot CPU. Context: boot.
void RecordOnlyBootCPU(CPURecord Record);
