// RSDP: the Root System Description Pointer, where every search for ACPI tables starts.
//
// Pure parsing of bytes that somebody else has mapped: no I/O, no state, any context. The bytes are
// untrusted; nothing outside the given range is read.

#pragma once

#include "base/Base.h"

typedef struct {
    U8 Revision;        // 0: ACPI 1.0, no XSDT; 2: ACPI 2.0 and later
    U32 RSDTAddress;    // physical; 0 when there is none
    U64 XSDTAddress;    // physical; 0 when there is none, or when ExtensionBad
    BOOL ExtensionBad;  // revision 2, but its second half is short or fails its own checksum
} RSDPRecord;

typedef enum {
    RSDP_GOOD,
    RSDP_TRUNCATED,     // fewer bytes than revision 0 has
    RSDP_NO_SIGNATURE,  // does not start with "RSD PTR "
    RSDP_BAD_CHECKSUM,  // the first 20 bytes do not sum to zero
} RSDPResult;

#define RSDP_BYTES_REVISION_0 20
#define RSDP_BYTES_REVISION_2 36

// Reads one RSDP from the Available bytes at Bytes. Record is written only on RSDP_GOOD; a bad
// extension still counts as good, without an XSDT.
RSDPResult ParseRSDP(const U8 *Bytes, U32 Available, RSDPRecord *Record);

// Looks through Region for the first valid RSDP on a 16-byte boundary (ACPI 6.5, section 5.2.5.1)
// and stores it. Region itself must start on such a boundary. Tells whether there was one.
BOOL FindRSDP(const U8 *Region, U32 Length, RSDPRecord *Record);
