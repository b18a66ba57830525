// Table: what all ACPI tables have in common: the 36-byte header, the checksum, and the root
// tables (RSDT, XSDT) that list the addresses of the others.
//
// Pure parsing of untrusted bytes: no I/O, no state, any context.

#pragma once

#include "base/Base.h"

// ACPI 6.5, section 5.2.6, table 5.4 "DESCRIPTION_HEADER Fields".
#define TABLE_HEADER_BYTES 36
#define TABLE_SIGNATURE_BYTES 4

// Longer than any real table by far, short enough to map; DSDTs reach some 500 KiB.
#define TABLE_MAX_BYTES (1024 * 1024)

typedef enum {
    TABLE_GOOD,
    TABLE_WRONG_SIGNATURE,
    TABLE_TOO_SHORT,     // its length field says less than a header has
    TABLE_TOO_LONG,      // its length field says more than TABLE_MAX_BYTES, or than there is
    TABLE_BAD_CHECKSUM,  // its bytes do not sum to zero
    TABLE_UNREACHABLE,   // not from here: its address cannot be mapped
} TableResult;

// Judges the header alone, of which TABLE_HEADER_BYTES must be readable: signature and length.
// A NULL Signature accepts any. Never returns TABLE_BAD_CHECKSUM.
TableResult CheckTableHeader(const U8 *Header, const char *Signature);

// Judges a whole table of which Available bytes are readable.
TableResult CheckTable(const U8 *Table, U32 Available, const char *Signature);

// The total length in bytes, header included, that the header gives.
U32 TableBytes(const U8 *Header);

// A few words for a log line, such as "bad checksum".
const char *DescribeTableResult(TableResult Result);

// The number of addresses in a root table whose entries have EntryBytes bytes: 4 in an RSDT, 8 in
// an XSDT (ACPI 6.5, sections 5.2.7 and 5.2.8). Table has passed CheckTable.
U32 CountRootEntries(const U8 *Table, U32 EntryBytes);

// The physical address in entry Index, below CountRootEntries, of such a root table.
U64 ReadRootEntry(const U8 *Table, U32 EntryBytes, U32 Index);
