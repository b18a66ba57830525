#include "Builder.h"
#include "Test.h"
#include "firmware/MADT.h"

static Builder Table;
static MADTRecords Records;

static void TestEveryEntryIsStored(void) {
    BuildMADT(&Table, 3);
    EXPECT(ParseMADT(Table.Bytes, Table.Length, &Records));
    EXPECT_EQUAL(0xFEE00000, Records.LocalAPICAddress);
    EXPECT_EQUAL(0x1FEE10000, MADTLocalAPICAddress(&Records));
    EXPECT(Records.HasDualPIC);

    EXPECT_EQUAL(4, Records.ProcessorCount);
    for (U32 Index = 0; Index < 3; Index++) {
        EXPECT_EQUAL(10 + Index, Records.Processors[Index].ProcessorID);
        EXPECT_EQUAL(2 * Index, Records.Processors[Index].APICID);
        EXPECT_EQUAL(MADT_PROCESSOR_ENABLED, Records.Processors[Index].Flags);
        EXPECT_EQUAL(MADT_LOCAL_APIC, Records.Processors[Index].EntryType);
    }
    EXPECT_EQUAL(0x200, Records.Processors[3].ProcessorID);
    EXPECT_EQUAL(0x100, Records.Processors[3].APICID);
    EXPECT_EQUAL(3, Records.Processors[3].Flags);
    EXPECT_EQUAL(MADT_LOCAL_X2APIC, Records.Processors[3].EntryType);

    EXPECT_EQUAL(1, Records.IOAPICCount);
    EXPECT_EQUAL(7, Records.IOAPICs[0].ID);
    EXPECT_EQUAL(0xFEC00000, Records.IOAPICs[0].Address);
    EXPECT_EQUAL(24, Records.IOAPICs[0].FirstInterrupt);
    EXPECT_EQUAL(1, Records.OverrideCount);
    EXPECT_EQUAL(9, Records.Overrides[0].Source);
    EXPECT_EQUAL(20, Records.Overrides[0].Interrupt);
    EXPECT_EQUAL(1, MADT_POLARITY(Records.Overrides[0].Flags));
    EXPECT_EQUAL(3, MADT_TRIGGER(Records.Overrides[0].Flags));
    EXPECT_EQUAL(1, Records.NMISourceCount);
    EXPECT_EQUAL(30, Records.NMISources[0].Interrupt);
    EXPECT_EQUAL(2, Records.LocalNMICount);
    EXPECT_EQUAL(MADT_ALL_PROCESSORS, Records.LocalNMIs[0].ProcessorID);
    EXPECT_EQUAL(5, Records.LocalNMIs[0].Flags);
    EXPECT_EQUAL(1, Records.LocalNMIs[0].Input);
    EXPECT_EQUAL(0x200, Records.LocalNMIs[1].ProcessorID);
    EXPECT_EQUAL(0x0D, Records.LocalNMIs[1].Flags);
    EXPECT_EQUAL(1, Records.EntriesByType[0x7F]);
}

// Damages the second processor's entry, which starts at byte 52.
static void ExpectDamage(U32 Type, U32 EntryLength, MADTDamage Damage) {
    BuildMADT(&Table, 3);
    Table.Bytes[52] = (U8)Type;
    Table.Bytes[53] = (U8)EntryLength;
    EXPECT(!ParseMADT(Table.Bytes, Table.Length, &Records));
    EXPECT_EQUAL(Damage, Records.Damage);
    EXPECT_EQUAL(52, Records.DamageOffset);
    EXPECT_EQUAL(Type, Records.DamageType);
    EXPECT_EQUAL(1, Records.ProcessorCount);
}

static void TestDamage(void) {
    ExpectDamage(0, 0, MADT_ENTRY_NO_LENGTH);
    ExpectDamage(0, 1, MADT_ENTRY_NO_LENGTH);
    ExpectDamage(0x90, 0, MADT_ENTRY_NO_LENGTH);
    ExpectDamage(0, 7, MADT_ENTRY_TOO_SHORT);
    ExpectDamage(16, 8, MADT_ENTRY_TOO_SHORT);
    ExpectDamage(0, 255, MADT_ENTRY_TOO_LONG);
    ExpectDamage(0x90, 255, MADT_ENTRY_TOO_LONG);

    BuildMADT(&Table, 1);
    EXPECT(!ParseMADT(Table.Bytes, 43, &Records));
    EXPECT_EQUAL(MADT_NO_BODY, Records.Damage);
    EXPECT(ParseMADT(Table.Bytes, 44, &Records));
    EXPECT(!ParseMADT(Table.Bytes, 45, &Records));
    EXPECT_EQUAL(MADT_ENTRY_CUT_OFF, Records.Damage);
}

// What is beyond the room for records is counted, and the parse goes on to the end.
static void TestSurplus(void) {
    BuildMADT(&Table, MADT_MAX_PROCESSORS + 100);
    EXPECT(ParseMADT(Table.Bytes, Table.Length, &Records));
    EXPECT_EQUAL(MADT_MAX_PROCESSORS, Records.ProcessorCount);
    EXPECT_EQUAL(101, Records.Dropped);  // the x2APIC entry too
    EXPECT_EQUAL(MADT_MAX_PROCESSORS + 100, Records.EntriesByType[MADT_LOCAL_APIC]);
    EXPECT_EQUAL(1, Records.IOAPICCount);
    EXPECT_EQUAL(0x1FEE10000, MADTLocalAPICAddress(&Records));
}

void TestMADT(void) {
    TestEveryEntryIsStored();
    TestDamage();
    TestSurplus();
}
