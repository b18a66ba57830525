#include "firmware/RSDP.h"

#include "firmware/Bytes.h"

// ACPI 6.5, section 5.2.5.3, table 5.3 "RSDP Structure".
enum {
    OFFSET_REVISION = 15,
    OFFSET_RSDT_ADDRESS = 16,
    OFFSET_LENGTH = 20,
    OFFSET_XSDT_ADDRESS = 24,
    BOUNDARY = 16,
};

static const char SIGNATURE[] = "RSD PTR ";

// The extension has a length and a checksum of its own, over the whole structure.
static BOOL ExtensionIsGood(const U8 *Bytes, U32 Available) {
    if (Available < RSDP_BYTES_REVISION_2) return FALSE;
    const U32 Length = ReadU32(Bytes + OFFSET_LENGTH);
    return Length >= RSDP_BYTES_REVISION_2 && Length <= Available && SumsToZero(Bytes, Length);
}

RSDPResult ParseRSDP(const U8 *Bytes, U32 Available, RSDPRecord *Record) {
    if (Available < RSDP_BYTES_REVISION_0) return RSDP_TRUNCATED;
    if (!StartsWith(Bytes, SIGNATURE, sizeof(SIGNATURE) - 1)) return RSDP_NO_SIGNATURE;
    if (!SumsToZero(Bytes, RSDP_BYTES_REVISION_0)) return RSDP_BAD_CHECKSUM;

    *Record = (RSDPRecord){
        .Revision = Bytes[OFFSET_REVISION],
        .RSDTAddress = ReadU32(Bytes + OFFSET_RSDT_ADDRESS),
    };
    if (Record->Revision >= 2) {
        Record->ExtensionBad = !ExtensionIsGood(Bytes, Available);
        if (!Record->ExtensionBad) Record->XSDTAddress = ReadU64(Bytes + OFFSET_XSDT_ADDRESS);
    }
    return RSDP_GOOD;
}

BOOL FindRSDP(const U8 *Region, U32 Length, RSDPRecord *Record) {
    for (U32 Offset = 0; Length - Offset >= RSDP_BYTES_REVISION_0; Offset += BOUNDARY) {
        // By one byte it is nearly always told: there are 8192 places, and each boot looks at them.
        if (Region[Offset] == SIGNATURE[0] &&
            ParseRSDP(Region + Offset, Length - Offset, Record) == RSDP_GOOD) {
            return TRUE;
        }
        if (Length - Offset <= BOUNDARY) break;  // the next step would pass the end
    }
    return FALSE;
}
