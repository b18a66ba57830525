#include "firmware/FADT.h"

#include "base/String.h"
#include "firmware/Bytes.h"

// ACPI 6.5, section 5.2.9, table 5.9 "FADT Format".
enum {
    OFFSET_REVISION = 8,
    OFFSET_DSDT = 40,
    OFFSET_SMI_CMD = 48,
    OFFSET_ACPI_ENABLE = 52,
    OFFSET_PM1A_CNT_BLK = 64,
    OFFSET_PM1B_CNT_BLK = 68,
    OFFSET_CENTURY = 108,
    OFFSET_IAPC_BOOT_ARCH = 109,
    OFFSET_FLAGS = 112,
    OFFSET_RESET_REG = 116,
    OFFSET_RESET_VALUE = 128,
    OFFSET_X_DSDT = 140,
    OFFSET_X_PM1A_CNT_BLK = 172,
    OFFSET_X_PM1B_CNT_BLK = 184,
};

// The Generic Address Structure: the space in byte 0, the address in bytes 4 to 11.
enum { GAS_ADDRESS = 4 };

// Reads Bytes (1 to 8) bytes, or zero if the table ends before them.
static U64 Field(const U8 *Table, U32 Length, U32 Offset, U32 Bytes) {
    U64 Value = 0;
    if (Offset + Bytes > Length) return 0;
    for (U32 Index = 0; Index < Bytes; Index++) {
        Value |= (U64)Table[Offset + Index] << (8 * Index);
    }
    return Value;
}

static RegisterAddress GenericAddress(const U8 *Table, U32 Length, U32 Offset) {
    return (RegisterAddress){.Space = (U8)Field(Table, Length, Offset, 1),
                             .Address = Field(Table, Length, Offset + GAS_ADDRESS, 8)};
}

// The 64-bit form wins when it is there; the old form is always an I/O port.
static RegisterAddress Port(const U8 *Table, U32 Length, U32 Extended, U32 Old) {
    const RegisterAddress Address = GenericAddress(Table, Length, Extended);
    if (Address.Address != 0) return Address;
    return (RegisterAddress){.Space = ADDRESS_IO, .Address = Field(Table, Length, Old, 4)};
}

BOOL ParseFADT(const U8 *Table, U32 Length, FADTRecord *Record) {
    memset(Record, 0, sizeof(*Record));
    if (Length < OFFSET_DSDT + 4) return FALSE;

    const U64 ExtendedDSDT = Field(Table, Length, OFFSET_X_DSDT, 8);
    *Record = (FADTRecord){
        .Revision = Table[OFFSET_REVISION],
        .DSDTAddress = ExtendedDSDT != 0 ? ExtendedDSDT : Field(Table, Length, OFFSET_DSDT, 4),
        .CommandPort = (U32)Field(Table, Length, OFFSET_SMI_CMD, 4),
        .EnableValue = (U8)Field(Table, Length, OFFSET_ACPI_ENABLE, 1),
        .CenturyIndex = (U8)Field(Table, Length, OFFSET_CENTURY, 1),
        .BootFlags = (U16)Field(Table, Length, OFFSET_IAPC_BOOT_ARCH, 2),
        .Flags = (U32)Field(Table, Length, OFFSET_FLAGS, 4),
        .PM1aControl = Port(Table, Length, OFFSET_X_PM1A_CNT_BLK, OFFSET_PM1A_CNT_BLK),
        .PM1bControl = Port(Table, Length, OFFSET_X_PM1B_CNT_BLK, OFFSET_PM1B_CNT_BLK),
        .Reset = GenericAddress(Table, Length, OFFSET_RESET_REG),
        .ResetValue = (U8)Field(Table, Length, OFFSET_RESET_VALUE, 1),
    };
    return TRUE;
}
