#include "firmware/TableMapping.h"

#include "base/Log.h"
#include "base/String.h"
#include "memory/Mapping.h"

BOOL PeekSignature(PHYSICAL Address, char Signature[TABLE_SIGNATURE_BYTES + 1]) {
    void *Header = MapPhysical(Address, TABLE_HEADER_BYTES, MAP_READ_ONLY);
    if (Header == NULL) return FALSE;
    memcpy(Signature, Header, TABLE_SIGNATURE_BYTES);
    Signature[TABLE_SIGNATURE_BYTES] = '\0';
    UnmapPhysical(Header, TABLE_HEADER_BYTES);
    return TRUE;
}

// Stores the table's length if its header is good.
static TableResult ReadLength(PHYSICAL Address, const char *Signature, U32 *Length) {
    void *Header = MapPhysical(Address, TABLE_HEADER_BYTES, MAP_READ_ONLY);
    if (Header == NULL) return TABLE_UNREACHABLE;
    const TableResult Result = CheckTableHeader(Header, Signature);
    *Length = TableBytes(Header);
    UnmapPhysical(Header, TABLE_HEADER_BYTES);
    return Result;
}

MappedTable MapTable(PHYSICAL Address, const char *Signature) {
    MappedTable Table = {0};
    TableResult Result = ReadLength(Address, Signature, &Table.Length);
    if (Result == TABLE_GOOD) {
        Table.Bytes = MapPhysical(Address, Table.Length, MAP_READ_ONLY);
        // The length that was read counts: a table that changes under our hands is not read twice.
        Result = Table.Bytes == NULL ? TABLE_UNREACHABLE
                                     : CheckTable(Table.Bytes, Table.Length, Signature);
    }
    if (Result != TABLE_GOOD) {
        UnmapTable(Table);
        LogWarn("acpi", "%s at 0x%llx is ignored: %s", Signature, Address,
                DescribeTableResult(Result));
        return (MappedTable){0};
    }
    return Table;
}

void UnmapTable(MappedTable Table) {
    if (Table.Bytes != NULL) UnmapPhysical((void *)Table.Bytes, Table.Length);
}
