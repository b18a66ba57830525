#include "Builder.h"
#include "Test.h"
#include "base/String.h"
#include "firmware/FADT.h"
#include "firmware/HPET.h"
#include "firmware/RSDP.h"
#include "firmware/Table.h"

static Builder Table;

static void FixSum(U8 *Bytes, U32 Length, U32 At) {
    U8 Sum = 0;
    Bytes[At] = 0;
    for (U32 Index = 0; Index < Length; Index++) Sum = (U8)(Sum + Bytes[Index]);
    Bytes[At] = (U8)(0 - Sum);
}

// A revision 2 RSDP: RSDT at 0x11223344, XSDT at 0x1122334455667788.
static void MakeRSDP(U8 Bytes[RSDP_BYTES_REVISION_2]) {
    const U8 Model[RSDP_BYTES_REVISION_2] = {
        'R', 'S', 'D', ' ', 'P',  'T',  'R',  ' ',  0,    'C',  'O',  'U',
        'R', 'S', 'E', 2,   0x44, 0x33, 0x22, 0x11, 36,   0,    0,    0,
        0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0, 0,   0,    0};
    memcpy(Bytes, Model, sizeof(Model));
    FixSum(Bytes, RSDP_BYTES_REVISION_0, 8);
    FixSum(Bytes, RSDP_BYTES_REVISION_2, 32);
}

static void TestRSDPParts(void) {
    U8 Bytes[RSDP_BYTES_REVISION_2];
    RSDPRecord Record = {0};
    MakeRSDP(Bytes);
    EXPECT_EQUAL(RSDP_GOOD, ParseRSDP(Bytes, sizeof(Bytes), &Record));
    EXPECT_EQUAL(2, Record.Revision);
    EXPECT_EQUAL(0x11223344, Record.RSDTAddress);
    EXPECT_EQUAL(0x1122334455667788, Record.XSDTAddress);
    EXPECT(!Record.ExtensionBad);

    EXPECT_EQUAL(RSDP_TRUNCATED, ParseRSDP(Bytes, 19, &Record));
    EXPECT_EQUAL(RSDP_GOOD, ParseRSDP(Bytes, 20, &Record));
    EXPECT(Record.ExtensionBad && Record.XSDTAddress == 0);

    Bytes[30] ^= 1;  // in the XSDT's address: the first half stays good
    EXPECT_EQUAL(RSDP_GOOD, ParseRSDP(Bytes, sizeof(Bytes), &Record));
    EXPECT(Record.ExtensionBad && Record.XSDTAddress == 0);
    Bytes[17] ^= 1;
    EXPECT_EQUAL(RSDP_BAD_CHECKSUM, ParseRSDP(Bytes, sizeof(Bytes), &Record));
    Bytes[0] = 'r';
    EXPECT_EQUAL(RSDP_NO_SIGNATURE, ParseRSDP(Bytes, sizeof(Bytes), &Record));

    MakeRSDP(Bytes);
    Bytes[15] = 0;
    FixSum(Bytes, RSDP_BYTES_REVISION_0, 8);
    EXPECT_EQUAL(RSDP_GOOD, ParseRSDP(Bytes, 20, &Record));
    EXPECT(!Record.ExtensionBad && Record.XSDTAddress == 0);
}

// At every place of a region, and with the region ending anywhere after it.
static void TestRSDPSearch(void) {
    U8 RSDP[RSDP_BYTES_REVISION_2];
    RSDPRecord Record;
    MakeRSDP(RSDP);
    for (U32 Length = 0; Length <= 128; Length++) {
        for (U32 At = 0; At <= 96; At += 8) {
            U8 *Region = calloc(1, Length + 1);
            const U32 Fits = At < Length ? MINIMUM(Length - At, sizeof(RSDP)) : 0;
            memcpy(Region + MINIMUM(At, Length), RSDP, Fits);
            const BOOL Expected = At % 16 == 0 && Fits >= RSDP_BYTES_REVISION_0;
            U8 *Exact = ExactCopy(Region, Length);
            EXPECT_THAT(FindRSDP(Exact, Length, &Record) == Expected, "at %u of %u", At, Length);
            free(Exact);
            free(Region);
        }
    }
}

void TestRSDP(void) {
    TestRSDPParts();
    TestRSDPSearch();
}

static TableResult CheckLength(U32 Length, U32 Available) {
    Table.Bytes[4] = (U8)Length;
    Table.Bytes[5] = (U8)(Length >> 8);
    Table.Bytes[6] = (U8)(Length >> 16);
    FixSum(Table.Bytes, MINIMUM(Length, (U32)BUILDER_BYTES), 9);
    return CheckTable(Table.Bytes, Available, "XSDT");
}

void TestTable(void) {
    StartTable(&Table, "XSDT");
    Put64(&Table, 0x123456789ABCDEF0);
    Put32(&Table, 0x11111111);  // half an entry, not counted
    FinishTable(&Table);
    EXPECT_EQUAL(TABLE_GOOD, CheckTable(Table.Bytes, Table.Length, "XSDT"));
    EXPECT_EQUAL(TABLE_WRONG_SIGNATURE, CheckTable(Table.Bytes, Table.Length, "RSDT"));
    EXPECT_EQUAL(1, CountRootEntries(Table.Bytes, 8));
    EXPECT_EQUAL(0x123456789ABCDEF0, ReadRootEntry(Table.Bytes, 8, 0));
    EXPECT_EQUAL(3, CountRootEntries(Table.Bytes, 4));
    EXPECT_EQUAL(0x12345678, ReadRootEntry(Table.Bytes, 4, 1));

    EXPECT_EQUAL(TABLE_TOO_SHORT, CheckTable(Table.Bytes, 35, "XSDT"));
    EXPECT_EQUAL(TABLE_TOO_SHORT, CheckLength(35, 48));
    EXPECT_EQUAL(TABLE_GOOD, CheckLength(36, 48));
    EXPECT_EQUAL(0, CountRootEntries(Table.Bytes, 8));
    EXPECT_EQUAL(TABLE_TOO_LONG, CheckLength(49, 48));
    EXPECT_EQUAL(TABLE_TOO_LONG, CheckLength(TABLE_MAX_BYTES + 1, 48));
    EXPECT_EQUAL(TABLE_GOOD, CheckLength(48, 48));
    Table.Bytes[47] ^= 0x80;
    EXPECT_EQUAL(TABLE_BAD_CHECKSUM, CheckTable(Table.Bytes, 48, "XSDT"));
}

static void TestFADTFields(void) {
    FADTRecord Record;
    BuildFADT(&Table);
    EXPECT(ParseFADT(Table.Bytes, Table.Length, &Record));
    EXPECT_EQUAL(0x07FE1000, Record.DSDTAddress);
    EXPECT_EQUAL(0xB2, Record.CommandPort);
    EXPECT_EQUAL(0xF1, Record.EnableValue);
    EXPECT_EQUAL(0x32, Record.CenturyIndex);
    EXPECT_EQUAL(0x23, Record.BootFlags);
    EXPECT_EQUAL(0x84A5, Record.Flags);
    EXPECT(Record.PM1aControl.Space == ADDRESS_IO && Record.PM1aControl.Address == 0x604);
    EXPECT(Record.PM1bControl.Space == ADDRESS_IO && Record.PM1bControl.Address == 0x684);
    EXPECT(Record.Reset.Space == ADDRESS_IO && Record.Reset.Address == 0xCF9);
    EXPECT_EQUAL(0x0F, Record.ResetValue);
    memcpy(Table.Bytes + 140, (const U8[]){0, 0x20, 0xFE, 0x07, 2, 0, 0, 0}, 8);
    EXPECT(ParseFADT(Table.Bytes, Table.Length, &Record));
    EXPECT_EQUAL(0x207FE2000, Record.DSDTAddress);

    // Every shorter table: no read past its end, and what is cut off reads as not there.
    for (U32 Length = TABLE_HEADER_BYTES; Length < Table.Length; Length++) {
        U8 *Exact = ExactCopy(Table.Bytes, Length);
        EXPECT_EQUAL(Length >= 44, ParseFADT(Exact, Length, &Record));
        if (Length < 128) EXPECT_EQUAL(0, Record.Reset.Address);
        if (Length < 148 && Length >= 44) EXPECT_EQUAL(0x07FE1000, Record.DSDTAddress);
        free(Exact);
    }
}

static void TestS5(void) {
    SleepType Type = {0};
    BuildDSDT(&Table);
    EXPECT(FindS5(Table.Bytes, Table.Length, &Type));
    EXPECT_EQUAL(5, Type.TypeA);
    EXPECT_EQUAL(1, Type.TypeB);
    for (U32 Length = TABLE_HEADER_BYTES; Length < Table.Length; Length++) {
        U8 *Exact = ExactCopy(Table.Bytes, Length);
        // The two elements that count end two bytes before the table does.
        EXPECT_EQUAL(Length >= Table.Length - 2, FindS5(Exact, Length, &Type));
        free(Exact);
    }
    Table.Bytes[Table.Length - 4] = 8;  // a sleep type of four bits
    EXPECT(!FindS5(Table.Bytes, Table.Length, &Type));
    Table.Bytes[Table.Length - 5] = 0x0D;  // a string instead of an integer
    EXPECT(!FindS5(Table.Bytes, Table.Length, &Type));
}

static void TestHPET(void) {
    HPETRecord Record;
    StartTable(&Table, "HPET");
    Put32(&Table, 0x8086A201);
    Put32(&Table, 0);
    Put64(&Table, 0xFED00000);
    Put8(&Table, 3);
    Put16(&Table, 0x80);
    Put8(&Table, 0);
    FinishTable(&Table);
    EXPECT(!ParseHPET(Table.Bytes, Table.Length - 1, &Record));
    EXPECT(ParseHPET(Table.Bytes, Table.Length, &Record));
    EXPECT_EQUAL(0xFED00000, Record.Address);
    EXPECT_EQUAL(3, Record.Number);
    EXPECT_EQUAL(3, Record.Comparators);
    EXPECT_EQUAL(0x80, Record.MinimumTicks);
}

void TestFADT(void) {
    TestFADTFields();
    TestS5();
    TestHPET();
}
