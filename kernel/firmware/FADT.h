// FADT: the Fixed ACPI Description Table: where the power management registers are (ACPI 6.5,
// section 5.2.9). And the one thing about power-off that is not in it: the sleep type of state S5,
// a constant in the DSDT's bytecode.
//
// Pure parsing of tables that have passed CheckTable: no I/O, no state, any context. Fields that an
// older, shorter FADT does not have read as zero, which means "not there" for all of them.

#pragma once

#include "base/Base.h"

// Generic Address Structure, ACPI 6.5, section 5.2.3.2.
typedef enum { ADDRESS_MEMORY = 0, ADDRESS_IO = 1, ADDRESS_PCI = 2 } RegisterSpace;

typedef struct {
    U8 Space;  // RegisterSpace, or something this kernel does not know
    U64 Address;  // 0: there is no such register
} RegisterAddress;

// IAPC_BOOT_ARCH, section 5.2.9.3. Only meaningful from revision 3 on.
#define FADT_LEGACY_DEVICES (1u << 0)
#define FADT_HAS_8042 (1u << 1)
#define FADT_NO_VGA (1u << 2)
#define FADT_NO_CMOS_CLOCK (1u << 5)

// Fixed feature flags, section 5.2.9, table 5.10.
#define FADT_RESET_REGISTER_SUPPORTED (1u << 10)
#define FADT_HARDWARE_REDUCED (1u << 20)

typedef struct {
    U8 Revision;
    U64 DSDTAddress;     // physical; X_DSDT if there is one, else DSDT
    U32 CommandPort;     // SMI_CMD; 0: the machine is always in ACPI mode
    U8 EnableValue;      // written to CommandPort, it turns ACPI mode on
    U8 CenturyIndex;     // of the CMOS clock's century; 0: none
    U16 BootFlags;       // FADT_LEGACY_DEVICES ...
    U32 Flags;           // FADT_RESET_REGISTER_SUPPORTED ...
    RegisterAddress PM1aControl;
    RegisterAddress PM1bControl;
    RegisterAddress Reset;
    U8 ResetValue;
} FADTRecord;

// Reads Table (whole, with its header, Length bytes) into Record. Tells whether it is long enough
// to name a DSDT, the least a FADT must do.
BOOL ParseFADT(const U8 *Table, U32 Length, FADTRecord *Record);

typedef struct {
    U8 TypeA;  // SLP_TYPa and SLP_TYPb, 0 to 7, for the two PM1 control registers
    U8 TypeB;
} SleepType;

// Finds \_S5's package in the DSDT or an SSDT (whole, Length bytes) without interpreting the
// bytecode: the name, then a package whose first two elements are integer constants (ACPI 6.5,
// sections 7.4.2 and 20.2). Tells whether there is one that makes sense.
BOOL FindS5(const U8 *Table, U32 Length, SleepType *Type);
