#include "firmware/HPET.h"

#include "firmware/Bytes.h"

// IA-PC HPET Specification 1.0a, section 3.2.4, table 3.
enum {
    OFFSET_BLOCK_ID = 36,
    OFFSET_SPACE = 40,
    OFFSET_ADDRESS = 44,
    OFFSET_NUMBER = 52,
    OFFSET_MINIMUM_TICKS = 53,
    HPET_BYTES = 56,
};

BOOL ParseHPET(const U8 *Table, U32 Length, HPETRecord *Record) {
    if (Length < HPET_BYTES) return FALSE;
    *Record = (HPETRecord){
        .Address = ReadU64(Table + OFFSET_ADDRESS),
        .Space = Table[OFFSET_SPACE],
        .Number = Table[OFFSET_NUMBER],
        // Bits 12 to 8 of the block id hold the number of the last comparator.
        .Comparators = (U8)((ReadU32(Table + OFFSET_BLOCK_ID) >> 8 & 0x1F) + 1),
        .MinimumTicks = ReadU16(Table + OFFSET_MINIMUM_TICKS),
    };
    return TRUE;
}
