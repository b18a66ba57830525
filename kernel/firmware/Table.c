#include "firmware/Table.h"

#include "firmware/Bytes.h"

enum { OFFSET_LENGTH = 4 };

U32 TableBytes(const U8 *Header) {
    return ReadU32(Header + OFFSET_LENGTH);
}

TableResult CheckTableHeader(const U8 *Header, const char *Signature) {
    if (Signature != NULL && !StartsWith(Header, Signature, TABLE_SIGNATURE_BYTES)) {
        return TABLE_WRONG_SIGNATURE;
    }
    if (TableBytes(Header) < TABLE_HEADER_BYTES) return TABLE_TOO_SHORT;
    if (TableBytes(Header) > TABLE_MAX_BYTES) return TABLE_TOO_LONG;
    return TABLE_GOOD;
}

TableResult CheckTable(const U8 *Table, U32 Available, const char *Signature) {
    if (Available < TABLE_HEADER_BYTES) return TABLE_TOO_SHORT;
    const TableResult Result = CheckTableHeader(Table, Signature);
    if (Result != TABLE_GOOD) return Result;
    if (TableBytes(Table) > Available) return TABLE_TOO_LONG;
    return SumsToZero(Table, TableBytes(Table)) ? TABLE_GOOD : TABLE_BAD_CHECKSUM;
}

const char *DescribeTableResult(TableResult Result) {
    switch (Result) {
        case TABLE_GOOD: return "good";
        case TABLE_WRONG_SIGNATURE: return "wrong signature";
        case TABLE_TOO_SHORT: return "too short";
        case TABLE_TOO_LONG: return "too long";
        case TABLE_BAD_CHECKSUM: return "bad checksum";
        case TABLE_UNREACHABLE: return "unreachable address";
    }
    return "unknown";
}

U32 CountRootEntries(const U8 *Table, U32 EntryBytes) {
    return (TableBytes(Table) - TABLE_HEADER_BYTES) / EntryBytes;
}

U64 ReadRootEntry(const U8 *Table, U32 EntryBytes, U32 Index) {
    const U8 *Entry = Table + TABLE_HEADER_BYTES + Index * EntryBytes;
    return EntryBytes == sizeof(U64) ? ReadU64(Entry) : ReadU32(Entry);
}
