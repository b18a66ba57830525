// Bytes: how firmware data is read. Tables come at any alignment and with any content, so fields
// are fetched byte by byte at offsets that the caller has checked; no struct is laid over them.
// Everything is little-endian (ACPI 6.5, section 5.2.1 "Reserved Bits and Fields", 5.2 note).

#pragma once

#include "base/Base.h"

static inline U16 ReadU16(const U8 *At) {
    return (U16)(At[0] | At[1] << 8);
}

static inline U32 ReadU32(const U8 *At) {
    return ReadU16(At) | (U32)ReadU16(At + 2) << 16;
}

static inline U64 ReadU64(const U8 *At) {
    return ReadU32(At) | (U64)ReadU32(At + 4) << 32;
}

// Tells whether Length bytes sum to zero modulo 256, as the checksum of every ACPI structure
// demands (ACPI 6.5, section 5.2.3.2).
static inline BOOL SumsToZero(const U8 *Bytes, U32 Length) {
    U8 Sum = 0;
    for (U32 Index = 0; Index < Length; Index++) {
        Sum = (U8)(Sum + Bytes[Index]);
    }
    return Sum == 0;
}

// Tells whether the first Length bytes at Bytes are those of Text.
static inline BOOL StartsWith(const U8 *Bytes, const char *Text, U32 Length) {
    for (U32 Index = 0; Index < Length; Index++) {
        if (Bytes[Index] != (U8)Text[Index]) return FALSE;
    }
    return TRUE;
}
