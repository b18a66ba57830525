// Archive: reads a ustar archive (POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar's header
// of that shape too) out of memory. Pure: no I/O, nothing is kept, no byte outside the archive is
// read.
//
// Nothing in an archive is trusted. A name is relative, has no "..", and is no longer than
// ARCHIVE_NAME_BYTES allows; what an entry says to hold lies within the archive.

#pragma once

#include "base/Base.h"

#define ARCHIVE_BLOCK_BYTES 512
#define ARCHIVE_NAME_BYTES 257  // a prefix of 155, a slash, a name of 100, a NUL

typedef enum { ARCHIVE_FILE, ARCHIVE_DIRECTORY, ARCHIVE_LINK } ArchiveKind;

typedef struct {
    ArchiveKind Kind;
    char Name[ARCHIVE_NAME_BYTES];
    char Existing[ARCHIVE_NAME_BYTES];  // of a link: the name that it is another of
    U32 Mode;                           // nine bits
    const U8 *Data;                     // in the archive, Bytes long; of a file
    SIZE Bytes;
} ArchiveEntry;

typedef struct {
    const U8 *Bytes;
    SIZE Size;
    SIZE Offset;  // of the next header
} ArchiveReader;

typedef enum {
    ARCHIVE_ENTRY,
    ARCHIVE_BAD,  // Problem says why; the entry's name is filled in, as far as there is one
    ARCHIVE_END,
} ArchiveResult;

// Reads the next entry. After a header that is none, or one whose size cannot be, whatever block is
// a header next is taken for the next entry.
ArchiveResult ReadArchive(ArchiveReader *From, ArchiveEntry *Entry, const char **Problem);
