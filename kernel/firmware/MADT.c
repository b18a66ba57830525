#include "firmware/MADT.h"

#include "base/String.h"
#include "firmware/Bytes.h"
#include "firmware/Table.h"

// ACPI 6.5, section 5.2.12, table 5.19: what follows the common header; then come the entries.
enum {
    OFFSET_LOCAL_APIC_ADDRESS = 36,
    OFFSET_FLAGS = 40,
    OFFSET_ENTRIES = 44,
    FLAG_DUAL_PIC = 1,
};

// Every entry opens with its type and its length, both one byte; the length counts these two too.
enum { ENTRY_TYPE = 0, ENTRY_LENGTH = 1, ENTRY_HEADER_BYTES = 2 };

// Returns the place for one more in an array of Limit, or Limit if it is full.
static U32 Place(MADTRecords *Records, U32 *Count, U32 Limit) {
    if (*Count < Limit) return (*Count)++;
    Records->Dropped++;
    return Limit;
}

static void StoreProcessor(MADTRecords *Records, MADTProcessor Processor) {
    const U32 Index = Place(Records, &Records->ProcessorCount, MADT_MAX_PROCESSORS);
    if (Index < MADT_MAX_PROCESSORS) Records->Processors[Index] = Processor;
}

// Section 5.2.12.2, table 5.22.
static void StoreLocalAPIC(MADTRecords *Records, const U8 *Entry) {
    StoreProcessor(Records, (MADTProcessor){.ProcessorID = Entry[2],
                                            .APICID = Entry[3],
                                            .Flags = ReadU32(Entry + 4),
                                            .EntryType = MADT_LOCAL_APIC});
}

// Section 5.2.12.12, table 5.34.
static void StoreX2APIC(MADTRecords *Records, const U8 *Entry) {
    StoreProcessor(Records, (MADTProcessor){.ProcessorID = ReadU32(Entry + 12),
                                            .APICID = ReadU32(Entry + 4),
                                            .Flags = ReadU32(Entry + 8),
                                            .EntryType = MADT_LOCAL_X2APIC});
}

// Section 5.2.12.3, table 5.24.
static void StoreIOAPIC(MADTRecords *Records, const U8 *Entry) {
    const U32 Index = Place(Records, &Records->IOAPICCount, MADT_MAX_IOAPICS);
    if (Index == MADT_MAX_IOAPICS) return;
    Records->IOAPICs[Index] = (MADTIOAPIC){
        .ID = Entry[2], .Address = ReadU32(Entry + 4), .FirstInterrupt = ReadU32(Entry + 8)};
}

// Section 5.2.12.5, table 5.25.
static void StoreOverride(MADTRecords *Records, const U8 *Entry) {
    const U32 Index = Place(Records, &Records->OverrideCount, MADT_MAX_OVERRIDES);
    if (Index == MADT_MAX_OVERRIDES) return;
    Records->Overrides[Index] = (MADTOverride){.Bus = Entry[2],
                                               .Source = Entry[3],
                                               .Flags = ReadU16(Entry + 8),
                                               .Interrupt = ReadU32(Entry + 4)};
}

// Section 5.2.12.6, table 5.27.
static void StoreNMISource(MADTRecords *Records, const U8 *Entry) {
    const U32 Index = Place(Records, &Records->NMISourceCount, MADT_MAX_NMI_SOURCES);
    if (Index == MADT_MAX_NMI_SOURCES) return;
    Records->NMISources[Index] =
        (MADTNMISource){.Flags = ReadU16(Entry + 2), .Interrupt = ReadU32(Entry + 4)};
}

static void StoreAnyLocalNMI(MADTRecords *Records, MADTLocalNMI NMI) {
    const U32 Index = Place(Records, &Records->LocalNMICount, MADT_MAX_LOCAL_NMIS);
    if (Index < MADT_MAX_LOCAL_NMIS) Records->LocalNMIs[Index] = NMI;
}

// Section 5.2.12.7, table 5.28. Processor 0xFF stands for all of them.
static void StoreLocalNMI(MADTRecords *Records, const U8 *Entry) {
    const U32 ProcessorID = Entry[2] == 0xFF ? MADT_ALL_PROCESSORS : Entry[2];
    StoreAnyLocalNMI(Records, (MADTLocalNMI){.ProcessorID = ProcessorID,
                                             .Flags = ReadU16(Entry + 3),
                                             .Input = Entry[5]});
}

// Section 5.2.12.13, table 5.35. Processor 0xFFFFFFFF stands for all of them.
static void StoreX2APICNMI(MADTRecords *Records, const U8 *Entry) {
    StoreAnyLocalNMI(Records, (MADTLocalNMI){.ProcessorID = ReadU32(Entry + 4),
                                             .Flags = ReadU16(Entry + 2),
                                             .Input = Entry[8]});
}

// Section 5.2.12.8, table 5.29.
static void StoreAddressOverride(MADTRecords *Records, const U8 *Entry) {
    if (Records->HasAddressOverride) return;
    Records->HasAddressOverride = TRUE;
    Records->AddressOverride = ReadU64(Entry + 4);
}

// What this kernel knows about each type. Bytes is the least length an entry may have; a longer one
// is a later revision's. Those without Store are counted, and that is all a PC kernel needs.
static const struct {
    const char *Name;
    void (*Store)(MADTRecords *Records, const U8 *Entry);
    U8 Bytes;
} Kinds[] = {
    [MADT_LOCAL_APIC] = {"Local APIC", StoreLocalAPIC, 8},
    [MADT_IOAPIC] = {"IOAPIC", StoreIOAPIC, 12},
    [MADT_INTERRUPT_OVERRIDE] = {"interrupt source override", StoreOverride, 10},
    [MADT_NMI_SOURCE] = {"NMI source", StoreNMISource, 8},
    [MADT_LOCAL_APIC_NMI] = {"Local APIC NMI", StoreLocalNMI, 6},
    [MADT_ADDRESS_OVERRIDE] = {"Local APIC address override", StoreAddressOverride, 12},
    [MADT_IO_SAPIC] = {"I/O SAPIC", NULL, 16},
    [MADT_LOCAL_SAPIC] = {"Local SAPIC", NULL, 16},
    [MADT_PLATFORM_INTERRUPT] = {"platform interrupt source", NULL, 16},
    [MADT_LOCAL_X2APIC] = {"Local x2APIC", StoreX2APIC, 16},
    [MADT_LOCAL_X2APIC_NMI] = {"Local x2APIC NMI", StoreX2APICNMI, 12},
    [MADT_WAKEUP] = {"multiprocessor wakeup", NULL, 16},
};

static BOOL IsKnown(U8 Type) { return Type < ARRAY_COUNT(Kinds) && Kinds[Type].Name != NULL; }

// What is wrong with the entry at Entry, of which Available bytes are left in the table.
static MADTDamage JudgeEntry(const U8 *Entry, U32 Available) {
    if (Available < ENTRY_HEADER_BYTES) return MADT_ENTRY_CUT_OFF;
    if (Entry[ENTRY_LENGTH] < ENTRY_HEADER_BYTES) return MADT_ENTRY_NO_LENGTH;
    if (Entry[ENTRY_LENGTH] > Available) return MADT_ENTRY_TOO_LONG;
    if (IsKnown(Entry[ENTRY_TYPE]) && Entry[ENTRY_LENGTH] < Kinds[Entry[ENTRY_TYPE]].Bytes) {
        return MADT_ENTRY_TOO_SHORT;
    }
    return MADT_INTACT;
}

BOOL ParseMADT(const U8 *Table, U32 Length, MADTRecords *Records) {
    memset(Records, 0, sizeof(*Records));
    if (Length < OFFSET_ENTRIES) {
        Records->Damage = MADT_NO_BODY;
        return FALSE;
    }
    Records->LocalAPICAddress = ReadU32(Table + OFFSET_LOCAL_APIC_ADDRESS);
    Records->HasDualPIC = (ReadU32(Table + OFFSET_FLAGS) & FLAG_DUAL_PIC) != 0;

    for (U32 Offset = OFFSET_ENTRIES; Offset < Length; Offset += Table[Offset + ENTRY_LENGTH]) {
        const U8 *Entry = Table + Offset;
        const U8 Type = Entry[ENTRY_TYPE];
        Records->Damage = JudgeEntry(Entry, Length - Offset);
        if (Records->Damage != MADT_INTACT) {
            Records->DamageOffset = Offset;
            Records->DamageType = Type;
            return FALSE;
        }
        Records->EntriesByType[Type]++;
        if (IsKnown(Type) && Kinds[Type].Store != NULL) Kinds[Type].Store(Records, Entry);
    }
    return TRUE;
}

U64 MADTLocalAPICAddress(const MADTRecords *Records) {
    return Records->HasAddressOverride ? Records->AddressOverride : Records->LocalAPICAddress;
}

const char *DescribeMADTEntryType(U8 Type) {
    if (IsKnown(Type)) return Kinds[Type].Name;
    if (Type >= MADT_GIC_CPU && Type <= MADT_GIC_ITS) return "GIC (Arm)";
    if (Type >= MADT_CORE_PIC && Type <= MADT_LPC_PIC) return "PIC (LoongArch)";
    return Type >= MADT_FIRST_OEM ? "OEM" : "reserved";
}

const char *DescribeMADTDamage(MADTDamage Damage) {
    switch (Damage) {
        case MADT_INTACT: return "intact";
        case MADT_NO_BODY: return "no room for its fixed part";
        case MADT_ENTRY_CUT_OFF: return "an entry of one byte";
        case MADT_ENTRY_NO_LENGTH: return "an entry of no length";
        case MADT_ENTRY_TOO_LONG: return "an entry that reaches past the end";
        case MADT_ENTRY_TOO_SHORT: return "an entry too short for its type";
    }
    return "unknown";
}
