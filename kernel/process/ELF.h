// ELF: reads the headers of a program: what goes where in memory, with which rights.
//
// The file is untrusted. What comes out of a good parse satisfies all that is said at ELFProgram,
// whatever the bytes were; anything else is refused. Pure: no memory, no files, no log. Format:
// System V ABI, "Object Files" and "Program Loading"; ELF-64 Object File Format 1.5.

#pragma once

#include "base/Base.h"

// The program headers must lie within so many bytes from the file's start.
#define ELF_HEAD_BYTES 4096
#define ELF_MAX_SEGMENTS 16
#define ELF_PAGE_BYTES 4096

// Which programs are wanted.
typedef struct {
    U32 AddressBits;  // 32 or 64: ELFCLASS32, ELFCLASS64
    U32 Machine;      // e_machine
    U64 Lowest;       // no segment begins below
    U64 End;          // or ends beyond
} ELFTarget;

#define ELF_MACHINE_386 3
#define ELF_MACHINE_X86_64 62

// Rights: PF_X, PF_W and PF_R of the format.
#define ELF_EXECUTABLE 1u
#define ELF_WRITABLE 2u
#define ELF_READABLE 4u

typedef struct {
    U64 Address;      // not aligned; Target.Lowest <= Address, Address + MemoryBytes <= Target.End
    U64 MemoryBytes;  // at least 1
    U64 FileOffset;   // FileOffset + FileBytes <= the file's length
    U64 FileBytes;    // at most MemoryBytes; the rest is zeros
    U32 Rights;       // never both writable and executable
} ELFSegment;

// Segments in ascending order of their addresses; no page belongs to two of them.
typedef struct {
    U64 Entry;  // within an executable segment
    U64 End;    // of the last segment
    U32 SegmentCount;  // at least 1
    ELFSegment Segments[ELF_MAX_SEGMENTS];
} ELFProgram;

typedef enum {
    ELF_GOOD,
    ELF_NOT_ELF,        // no ELF file, or damaged
    ELF_OTHER_TARGET,   // of another architecture, kind or version
    ELF_NEEDS_LOADER,   // linked dynamically
    ELF_BAD_SEGMENT,    // out of the file, out of range, out of order, overlapping, wrapping
    ELF_BAD_RIGHTS,     // writable and executable at once
    ELF_TOO_MANY,       // segments
    ELF_BAD_ENTRY,      // not in executable memory
} ELFResult;

// Reads the first HeadBytes bytes, at Head, of a file of FileBytes bytes. HeadBytes is FileBytes or
// ELF_HEAD_BYTES, whichever is less. Program holds anything unless the result is ELF_GOOD.
// Context: any.
ELFResult ParseELF(const U8 *Head, SIZE HeadBytes, U64 FileBytes, const ELFTarget *Target,
                   ELFProgram *Program);
