#include "firmware/LocateRSDP.h"

#include "base/Log.h"
#include "firmware/BIOSAreas.h"

static BOOL SearchRSDP(const U8 *Area, U32 Bytes, void *Record) {
    return FindRSDP(Area, Bytes, Record);
}

static BOOL SearchBIOS(RSDPRecord *Record) {
    const char *Area = SearchBIOSAreas(ACPI_ROM_START, SearchRSDP, Record);
    if (Area == NULL) return FALSE;
    LogInfo("acpi", "RSDP revision %u from %s", Record->Revision, Area);
    return TRUE;
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
