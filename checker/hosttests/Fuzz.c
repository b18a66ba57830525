#include "Builder.h"
#include "Test.h"
#include "base/String.h"
#include "firmware/FADT.h"
#include "firmware/HPET.h"
#include "firmware/MADT.h"
#include "firmware/RSDP.h"
#include "firmware/Table.h"

static Builder Table;
static MADTRecords Records;

// Changes up to eight bytes, to anything or to one of the values that parsers trip over, and
// sometimes cuts the table. Keeps the header, which CheckTable has dealt with by then.
static U32 Mutate(U8 *Bytes, U32 Length) {
    static const U8 Nasty[] = {0, 1, 2, 7, 8, 0x7F, 0x80, 0xFE, 0xFF};
    for (U32 Left = Random(9); Left > 0; Left--) {
        const U32 At = TABLE_HEADER_BYTES + Random(Length - TABLE_HEADER_BYTES);
        Bytes[At] = Random(2) == 0 ? (U8)Random(256) : Nasty[Random(ARRAY_COUNT(Nasty))];
    }
    if (Random(4) != 0) return Length;
    return TABLE_HEADER_BYTES + Random(Length - TABLE_HEADER_BYTES + 1);
}

// The least lengths of the known types, from ACPI 6.5, section 5.2.12; written down here a second
// time on purpose.
static U32 LeastLength(U8 Type) {
    static const U8 Lengths[] = {8, 12, 10, 8, 6, 12, 16, 16, 16, 16, 12, 2, 2, 2, 2, 2, 16};
    return Type < sizeof(Lengths) ? Lengths[Type] : 2;
}

// The same table read by other, slower means: one entry at a time, only what is asked for here.
static void CompareMADT(const U8 *Bytes, U32 Length) {
    U32 Offset = 44, Processors = 0, Entries = 0;
    BOOL Intact = Length >= 44;
    while (Intact && Offset != Length) {
        Intact = Length - Offset >= 2 && Bytes[Offset + 1] >= LeastLength(Bytes[Offset]) &&
                 Bytes[Offset + 1] <= Length - Offset;
        if (!Intact) break;
        Entries++;
        if (Bytes[Offset] == 0 || Bytes[Offset] == 9) {
            EXPECT_EQUAL(Bytes[Offset] == 0 ? Bytes[Offset + 3] : Bytes[Offset + 4],
                         Records.Processors[Processors].APICID & 0xFF);
            Processors++;
        }
        Offset += Bytes[Offset + 1];
    }
    U32 Counted = 0;
    for (U32 Type = 0; Type < 256; Type++) Counted += Records.EntriesByType[Type];
    EXPECT_EQUAL(Intact, Records.Damage == MADT_INTACT);
    EXPECT_EQUAL(Processors, Records.ProcessorCount);
    EXPECT_EQUAL(Entries, Counted);
    if (!Intact && Length >= 44) EXPECT_EQUAL(Offset, Records.DamageOffset);
}

static void FuzzMADT(void) {
    BuildMADT(&Table, Random(12));
    const U32 Length = Mutate(Table.Bytes, Table.Length);
    U8 *Exact = ExactCopy(Table.Bytes, Length);
    ParseMADT(Exact, Length, &Records);
    CompareMADT(Exact, Length);
    free(Exact);
}

static void FuzzFADT(void) {
    FADTRecord Record;
    BuildFADT(&Table);
    const U32 Length = Mutate(Table.Bytes, Table.Length);
    U8 *Exact = ExactCopy(Table.Bytes, Length);
    ParseFADT(Exact, Length, &Record);
    HPETRecord HPET;
    ParseHPET(Exact, Length, &HPET);
    free(Exact);
}

static void FuzzDSDT(void) {
    SleepType Type = {0};
    BuildDSDT(&Table);
    const U32 Length = Mutate(Table.Bytes, Table.Length);
    U8 *Exact = ExactCopy(Table.Bytes, Length);
    if (FindS5(Exact, Length, &Type)) EXPECT(Type.TypeA <= 7 && Type.TypeB <= 7);
    free(Exact);
}

// Header included: nothing may be accepted whose length or sum is wrong.
static void FuzzHeader(void) {
    BuildMADT(&Table, 2);
    const U32 Available = 1 + Random(Table.Length);
    for (U32 Left = Random(4); Left > 0; Left--) Table.Bytes[Random(40)] = (U8)Random(256);
    if (Random(2) == 0) FinishTable(&Table);
    U8 *Exact = ExactCopy(Table.Bytes, Available);
    if (CheckTable(Exact, Available, "APIC") == TABLE_GOOD) {
        U8 Sum = 0;
        for (U32 Index = 0; Index < TableBytes(Exact); Index++) Sum = (U8)(Sum + Exact[Index]);
        EXPECT_EQUAL(0, Sum);
        EXPECT(TableBytes(Exact) <= Available);
    }
    RSDPRecord Record;
    FindRSDP(Exact, Available, &Record);
    free(Exact);
}

void FuzzTables(U32 Rounds) {
    for (U32 Round = 0; Round < Rounds; Round++) {
        FuzzMADT();
        FuzzFADT();
        FuzzDSDT();
        FuzzHeader();
    }
}
