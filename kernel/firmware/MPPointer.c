#include "firmware/MPPointer.h"

#include "firmware/Bytes.h"

// MultiProcessor Specification 1.4, table 4-1 "MP Floating Pointer Structure Fields".
enum {
    OFFSET_LENGTH = 8,     // in paragraphs of 16 bytes
    OFFSET_FEATURES_2 = 12,
    FEATURES_2_IMCR = 1 << 7,
    MP_POINTER_BYTES = 16,
};

static const char SIGNATURE[] = "_MP_";

// By one byte it is nearly always told: there are thousands of places, and each boot looks at them.
static BOOL IsMPPointer(const U8 *Bytes) {
    return Bytes[0] == (U8)SIGNATURE[0] &&
           StartsWith(Bytes, SIGNATURE, sizeof(SIGNATURE) - 1) && Bytes[OFFSET_LENGTH] == 1 &&
           SumsToZero(Bytes, MP_POINTER_BYTES);
}

BOOL FindMPPointer(const U8 *Region, U32 Length, MPPointer *Record) {
    for (U32 Places = Length / MP_POINTER_BYTES; Places > 0; Places--) {
        if (IsMPPointer(Region)) {
            Record->HasIMCR = (Region[OFFSET_FEATURES_2] & FEATURES_2_IMCR) != 0;
            return TRUE;
        }
        Region += MP_POINTER_BYTES;
    }
    return FALSE;
}
