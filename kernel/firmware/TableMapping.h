// TableMapping: ACPI tables in physical memory, mapped while they are being read.

#pragma once

#include "base/Base.h"
#include "firmware/Table.h"

typedef struct {
    const U8 *Bytes;  // NULL: not mapped
    U32 Length;
} MappedTable;

// Reads the four characters of the signature at Address into Signature, and a NUL. Tells whether
// the header of a table could be mapped there. Context: boot or task.
BOOL PeekSignature(PHYSICAL Address, char Signature[TABLE_SIGNATURE_BYTES + 1]);

// Maps the whole table at Address and checks it. A bad one is named in one WARN line, and Bytes is
// NULL. Context: boot or task.
MappedTable MapTable(PHYSICAL Address, const char *Signature);

// Undoes MapTable; does nothing to one that is not mapped. Context: boot or task.
void UnmapTable(MappedTable Table);
