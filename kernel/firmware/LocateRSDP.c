#include "firmware/LocateRSDP.h"

#include "base/Log.h"
#include "firmware/Bytes.h"
#include "memory/Mapping.h"

enum {
    BIOS_AREA_START = 0xE0000,
    BIOS_AREA_BYTES = 0x20000,

    // The BIOS data area's word at 40:0E has the segment of the extended BIOS data area, which lies
    // somewhere in the upper half of the first 640 KiB; the RSDP may be in its first KiB.
    EBDA_SEGMENT_AT = 0x40E,
    EBDA_SEARCHED_BYTES = 1024,
    EBDA_LOWEST = 0x400,
    EBDA_END = 0xA0000,
};

static BOOL SearchArea(PHYSICAL Start, U32 Bytes, const char *Area, RSDPRecord *Record) {
    void *Mapped = MapPhysical(Start, Bytes, MAP_READ_ONLY);
    if (Mapped == NULL) return FALSE;
    const BOOL Found = FindRSDP(Mapped, Bytes, Record);
    UnmapPhysical(Mapped, Bytes);
    if (Found) LogInfo("acpi", "RSDP revision %u from %s", Record->Revision, Area);
    return Found;
}

static PHYSICAL ReadEBDAStart(void) {
    void *Mapped = MapPhysical(EBDA_SEGMENT_AT, sizeof(U16), MAP_READ_ONLY);
    if (Mapped == NULL) return 0;
    const PHYSICAL Start = (PHYSICAL)ReadU16(Mapped) << 4;
    UnmapPhysical(Mapped, sizeof(U16));
    return Start;
}

static BOOL SearchBIOS(RSDPRecord *Record) {
    const PHYSICAL EBDA = ReadEBDAStart();
    if (EBDA >= EBDA_LOWEST && EBDA <= EBDA_END - EBDA_SEARCHED_BYTES &&
        SearchArea(EBDA, EBDA_SEARCHED_BYTES, "the extended BIOS data area", Record)) {
        return TRUE;
    }
    return SearchArea(BIOS_AREA_START, BIOS_AREA_BYTES, "the BIOS area", Record);
}

static BOOL TakeFromLoader(const BootInfo *Boot, RSDPRecord *Record) {
    if (Boot->RSDPBytes == 0) return FALSE;
    if (ParseRSDP(Boot->RSDP, Boot->RSDPBytes, Record) != RSDP_GOOD) {
        LogWarn("acpi", "the boot loader's RSDP is ignored: bad signature or checksum");
        return FALSE;
    }
    LogInfo("acpi", "RSDP revision %u from the boot loader", Record->Revision);
    return TRUE;
}

BOOL LocateRSDP(const BootInfo *Boot, RSDPRecord *Record) {
    if (TakeFromLoader(Boot, Record) || (!Boot->EFI && SearchBIOS(Record))) return TRUE;
    LogWarn("acpi", "no RSDP: the machine has no ACPI tables");
    return FALSE;
}
