#include "firmware/ACPI.h"

#include "base/Log.h"
#include "base/String.h"
#include "firmware/LocateRSDP.h"
#include "firmware/TableMapping.h"

// A machine has some twenty tables; a root table that lists more is not believed further.
#define MAX_ROOT_ENTRIES 128

ACPIRecords ACPI;

static void LogMADTEntryTypes(const MADTRecords *MADT) {
    for (U32 Type = 0; Type < ARRAY_COUNT(MADT->EntriesByType); Type++) {
        if (MADT->EntriesByType[Type] == 0) continue;
        LogDebug("acpi", "MADT: %u of type %u (%s)", MADT->EntriesByType[Type], Type,
                 DescribeMADTEntryType((U8)Type));
    }
}

static void LogMADT(const MADTRecords *MADT) {
    LogInfo("acpi", "MADT: %u processors, %u IOAPICs, %u overrides, %u NMIs, Local APIC at 0x%llx",
            MADT->ProcessorCount, MADT->IOAPICCount, MADT->OverrideCount,
            MADT->NMISourceCount + MADT->LocalNMICount, MADTLocalAPICAddress(MADT));
    LogMADTEntryTypes(MADT);
    if (MADT->Dropped != 0) {
        LogWarn("acpi", "MADT: no room for %u entries, they are ignored", MADT->Dropped);
    }
    if (MADT->EntriesByType[MADT_ADDRESS_OVERRIDE] > 1) {
        LogWarn("acpi", "MADT: more than one Local APIC address override, the first counts");
    }
    if (MADT->Damage != MADT_INTACT) {
        LogWarn("acpi", "MADT damaged at byte %u: %s (type %u); the rest is ignored",
                MADT->DamageOffset, DescribeMADTDamage(MADT->Damage), MADT->DamageType);
    }
}

static void ReadMADT(PHYSICAL Address) {
    if (ACPI.MADTState == MADT_READ || ACPI.MADTState == MADT_DAMAGED) {
        LogWarn("acpi", "APIC at 0x%llx is ignored: there was one before", Address);
        return;
    }
    const MappedTable Table = MapTable(Address, "APIC");
    ACPI.MADTState = MADT_REJECTED;
    if (Table.Bytes == NULL) return;
    ACPI.MADTState = ParseMADT(Table.Bytes, Table.Length, &ACPI.MADT) ? MADT_READ : MADT_DAMAGED;
    UnmapTable(Table);
    LogMADT(&ACPI.MADT);
}

static void ReadDSDT(void) {
    if (ACPI.FADT.DSDTAddress == 0) return;
    const MappedTable Table = MapTable(ACPI.FADT.DSDTAddress, "DSDT");
    if (Table.Bytes == NULL) return;
    ACPI.HasS5 = FindS5(Table.Bytes, Table.Length, &ACPI.S5);
    UnmapTable(Table);
}

static void ReadFADT(PHYSICAL Address) {
    if (ACPI.HasFADT) return;
    const MappedTable Table = MapTable(Address, "FACP");
    if (Table.Bytes == NULL) return;
    ACPI.HasFADT = ParseFADT(Table.Bytes, Table.Length, &ACPI.FADT);
    UnmapTable(Table);
    if (!ACPI.HasFADT) {
        LogWarn("acpi", "FACP at 0x%llx is ignored: no room for its fields", Address);
        return;
    }
    ReadDSDT();
    LogDebug("acpi", "FADT revision %u, PM1a control at 0x%llx, %s", ACPI.FADT.Revision,
             ACPI.FADT.PM1aControl.Address, ACPI.HasS5 ? "S5 known" : "S5 unknown");
}

static void ReadHPET(PHYSICAL Address) {
    if (ACPI.HasHPET) return;
    const MappedTable Table = MapTable(Address, "HPET");
    if (Table.Bytes == NULL) return;
    ACPI.HasHPET = ParseHPET(Table.Bytes, Table.Length, &ACPI.HPET);
    UnmapTable(Table);
    if (ACPI.HasHPET) {
        LogDebug("acpi", "HPET at 0x%llx, %u comparators", ACPI.HPET.Address,
                 ACPI.HPET.Comparators);
    } else {
        LogWarn("acpi", "HPET at 0x%llx is ignored: no room for its fields", Address);
    }
}

static const struct {
    const char *Signature;
    void (*Read)(PHYSICAL Address);
} Readers[] = {{"APIC", ReadMADT}, {"FACP", ReadFADT}, {"HPET", ReadHPET}};

static void ReadTable(PHYSICAL Address) {
    char Signature[TABLE_SIGNATURE_BYTES + 1];
    if (Address == 0 || !PeekSignature(Address, Signature)) {
        LogWarn("acpi", "the root table lists 0x%llx, which cannot be read", Address);
        return;
    }
    LogDebug("acpi", "table %s at 0x%llx", Signature, Address);
    for (U32 Index = 0; Index < ARRAY_COUNT(Readers); Index++) {
        if (StringsEqual(Signature, Readers[Index].Signature)) Readers[Index].Read(Address);
    }
}

// Tells whether the root table was good.
static BOOL ReadRootTable(PHYSICAL Address, const char *Signature, U32 EntryBytes) {
    const MappedTable Root = MapTable(Address, Signature);
    if (Root.Bytes == NULL) return FALSE;
    const U32 Count = CountRootEntries(Root.Bytes, EntryBytes);
    for (U32 Index = 0; Index < MINIMUM(Count, MAX_ROOT_ENTRIES); Index++) {
        ReadTable(ReadRootEntry(Root.Bytes, EntryBytes, Index));
    }
    if (Count > MAX_ROOT_ENTRIES) {
        LogWarn("acpi", "%s: %u tables, only the first %u are read", Signature, Count,
                MAX_ROOT_ENTRIES);
    }
    UnmapTable(Root);
    return TRUE;
}

void ReadACPITables(const BootInfo *Boot) {
    RSDPRecord RSDP;
    if (!LocateRSDP(Boot, &RSDP)) return;
    if (RSDP.ExtensionBad) {
        LogWarn("acpi", "the RSDP's extension has a bad length or checksum: no XSDT");
    }
    if (RSDP.XSDTAddress != 0 && ReadRootTable(RSDP.XSDTAddress, "XSDT", sizeof(U64))) return;
    if (RSDP.RSDTAddress != 0 && ReadRootTable(RSDP.RSDTAddress, "RSDT", sizeof(U32))) return;
    LogWarn("acpi", "no valid root table: the machine has no ACPI tables");
}
