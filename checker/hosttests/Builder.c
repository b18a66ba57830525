#include "Builder.h"

#include "Test.h"
#include "base/String.h"

void Put8(Builder *Table, U8 Value) { Table->Bytes[Table->Length++] = Value; }

void Put16(Builder *Table, U16 Value) {
    Put8(Table, (U8)Value);
    Put8(Table, (U8)(Value >> 8));
}

void Put32(Builder *Table, U32 Value) {
    Put16(Table, (U16)Value);
    Put16(Table, (U16)(Value >> 16));
}

void Put64(Builder *Table, U64 Value) {
    Put32(Table, (U32)Value);
    Put32(Table, (U32)(Value >> 32));
}

static void PutText(Builder *Table, const char *Text) {
    for (; *Text != '\0'; Text++) Put8(Table, (U8)*Text);
}

void StartTable(Builder *Table, const char *Signature) {
    Table->Length = 0;
    PutText(Table, Signature);
    Put32(Table, 0);  // the length
    Put8(Table, 4);   // the revision
    Put8(Table, 0);   // the checksum
    PutText(Table, "COURSEHOSTTEST");
    Put32(Table, 1);
    PutText(Table, "TEST");
    Put32(Table, 1);
}

void FinishTable(Builder *Table) {
    for (U32 Byte = 0; Byte < 4; Byte++) Table->Bytes[4 + Byte] = (U8)(Table->Length >> 8 * Byte);
    U8 Sum = 0;
    Table->Bytes[9] = 0;
    for (U32 Index = 0; Index < Table->Length; Index++) Sum = (U8)(Sum + Table->Bytes[Index]);
    Table->Bytes[9] = (U8)(0 - Sum);
}

U8 *ExactCopy(const U8 *Bytes, U32 Length) {
    U8 *Copy = malloc(Length == 0 ? 1 : Length);
    memcpy(Copy, Bytes, Length);
    return Copy;
}

static void PutEntry(Builder *Table, const U8 *Bytes, U32 Count) {
    for (U32 Index = 0; Index < Count; Index++) Put8(Table, Bytes[Index]);
}

#define ENTRY(...) PutEntry(Table, (const U8[]){__VA_ARGS__}, sizeof((const U8[]){__VA_ARGS__}))

void BuildMADT(Builder *Table, U32 Processors) {
    StartTable(Table, "APIC");
    Put32(Table, 0xFEE00000);
    Put32(Table, 1);
    for (U32 Index = 0; Index < Processors; Index++) {
        ENTRY(0, 8, (U8)(10 + Index), (U8)(2 * Index), 1, 0, 0, 0);
    }
    ENTRY(1, 12, 7, 0, 0, 0, 0xC0, 0xFE, 24, 0, 0, 0);
    ENTRY(2, 10, 0, 9, 20, 0, 0, 0, 0x0D, 0);
    ENTRY(3, 8, 0x05, 0, 30, 0, 0, 0);
    ENTRY(4, 6, 0xFF, 0x05, 0, 1);
    ENTRY(5, 12, 0, 0, 0, 0, 0xE1, 0xFE, 1, 0, 0, 0);
    ENTRY(9, 16, 0, 0, 0, 1, 0, 0, 3, 0, 0, 0, 0, 2, 0, 0);
    ENTRY(10, 12, 0x0D, 0, 0, 2, 0, 0, 1, 0, 0, 0);
    ENTRY(0x7F, 5, 1, 2, 3);
    FinishTable(Table);
}

void BuildFADT(Builder *Table) {
    StartTable(Table, "FACP");
    while (Table->Length < 244) Put8(Table, 0);
    U8 *Bytes = Table->Bytes;
    memcpy(Bytes + 40, (const U8[]){0x00, 0x10, 0xFE, 0x07}, 4);   // DSDT
    memcpy(Bytes + 48, (const U8[]){0xB2, 0, 0, 0, 0xF1}, 5);      // SMI_CMD, ACPI_ENABLE
    memcpy(Bytes + 64, (const U8[]){0x04, 0x06, 0, 0}, 4);         // PM1a_CNT_BLK
    Bytes[108] = 0x32;                                             // CENTURY
    memcpy(Bytes + 109, (const U8[]){0x23, 0}, 2);                 // IAPC_BOOT_ARCH
    memcpy(Bytes + 112, (const U8[]){0xA5, 0x84, 0, 0}, 4);        // Flags
    memcpy(Bytes + 116, (const U8[]){1, 8, 0, 1, 0xF9, 0x0C}, 6);  // RESET_REG
    Bytes[128] = 0x0F;                                             // RESET_VALUE
    memcpy(Bytes + 184, (const U8[]){1, 16, 0, 2, 0x84, 0x06}, 6);  // X_PM1b_CNT_BLK
    FinishTable(Table);
}

// Name(\_S5_, Package(4) { 5, One, Zero, Zero }) after a mention that defines nothing.
void BuildDSDT(Builder *Table) {
    StartTable(Table, "DSDT");
    PutText(Table, "_S5_junk");
    ENTRY(0x08, '\\', '_', 'S', '5', '_', 0x12, 0x07, 4, 0x0A, 5, 1, 0, 0);
    FinishTable(Table);
}
