// Builder: ACPI tables made in the tests, in memory of exactly their size, so that the address
// sanitizer sees every read past the end.

#pragma once

#include "base/Base.h"

#define BUILDER_BYTES 65536

typedef struct {
    U8 Bytes[BUILDER_BYTES];
    U32 Length;
} Builder;

void Put8(Builder *Table, U8 Value);
void Put16(Builder *Table, U16 Value);
void Put32(Builder *Table, U32 Value);
void Put64(Builder *Table, U64 Value);

// Starts a table: the common header with its length and checksum still open.
void StartTable(Builder *Table, const char *Signature);

// Fills in the length and the checksum.
void FinishTable(Builder *Table);

// A copy on the heap of exactly Length bytes; the caller frees it.
U8 *ExactCopy(const U8 *Bytes, U32 Length);

// A valid MADT of Processors Local APICs (ACPI id 10 + n, APIC id 2 * n) and one entry of every
// other kind this kernel stores.
void BuildMADT(Builder *Table, U32 Processors);

// Valid tables with fields that the tests know: see TestFADT.
void BuildFADT(Builder *Table);
void BuildDSDT(Builder *Table);
