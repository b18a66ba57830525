#include "firmware/BIOSAreas.h"

#include "firmware/Bytes.h"
#include "memory/Mapping.h"

enum {
    ROM_END = 0x100000,

    // The BIOS data area's word at 40:0E has the segment of the extended BIOS data area, which lies
    // somewhere in the upper half of the first 640 KiB. A BIOS that has none uses the last KiB.
    EBDA_SEGMENT_AT = 0x40E,
    EBDA_SEARCHED_BYTES = 1024,
    EBDA_LOWEST = 0x400,
    EBDA_END = 0xA0000,
};

static BOOL SearchArea(PHYSICAL Start, U32 Bytes, AreaSearch Search, void *Record) {
    void *Mapped = MapPhysical(Start, Bytes, MAP_READ_ONLY);
    if (Mapped == NULL) return FALSE;
    const BOOL Found = Search(Mapped, Bytes, Record);
    UnmapPhysical(Mapped, Bytes);
    return Found;
}

static PHYSICAL ReadEBDAStart(void) {
    void *Mapped = MapPhysical(EBDA_SEGMENT_AT, sizeof(U16), MAP_READ_ONLY);
    const PHYSICAL Last = EBDA_END - EBDA_SEARCHED_BYTES;
    if (Mapped == NULL) return Last;
    const PHYSICAL Start = (PHYSICAL)ReadU16(Mapped) << 4;
    UnmapPhysical(Mapped, sizeof(U16));
    return Start >= EBDA_LOWEST && Start <= Last ? Start : Last;
}

const char *SearchBIOSAreas(PHYSICAL ROMStart, AreaSearch Search, void *Record) {
    if (SearchArea(ReadEBDAStart(), EBDA_SEARCHED_BYTES, Search, Record)) {
        return "the extended BIOS data area";
    }
    return SearchArea(ROMStart, (U32)(ROM_END - ROMStart), Search, Record) ? "the BIOS area" : NULL;
}
