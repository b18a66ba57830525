// ACPI: reads the firmware's tables, once, and keeps what the kernel needs of them as records.
//
// The tables are untrusted: each is mapped only as far as it may be long, checked, parsed by the
// pure functions of its own file and unmapped again. A bad one costs one WARN line and is treated
// as if it were not there. Nothing here decides what to do with the content.

#pragma once

#include "arch/BootInfo.h"
#include "base/Base.h"
#include "firmware/FADT.h"
#include "firmware/HPET.h"
#include "firmware/MADT.h"

typedef enum {
    MADT_ABSENT,    // no table of that name, or no ACPI at all
    MADT_REJECTED,  // only ones with a bad length or checksum; not read
    MADT_DAMAGED,   // read up to a bad entry; ACPIRecords.MADT has what came before it
    MADT_READ,
} MADTState;

// Fields are valid where their flag says so. Written by ReadACPITables, read-only after it.
typedef struct {
    MADTState MADTState;
    MADTRecords MADT;  // MADT_DAMAGED and MADT_READ
    BOOL HasFADT;
    FADTRecord FADT;
    BOOL HasS5;
    SleepType S5;
    BOOL HasHPET;
    HPETRecord HPET;
} ACPIRecords;

extern ACPIRecords ACPI;

// Finds the tables through the boot loader's copy of the RSDP or, on a BIOS, in its area; fills
// ACPI and logs what was found. Of several tables of one name the first good one counts.
// Context: boot, once, after memory/ is up.
void ReadACPITables(const BootInfo *Boot);
