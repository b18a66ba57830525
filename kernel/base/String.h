// Memory and strings. The four functions that compilers call on their own keep their C names.

#pragma once

#include "base/Base.h"

// As in the C standard (C11 7.24). Context: any.
void *memcpy(void *restrict Destination, const void *restrict Source, SIZE Bytes);
void *memmove(void *Destination, const void *Source, SIZE Bytes);
void *memset(void *Destination, int Value, SIZE Bytes);
int memcmp(const void *Left, const void *Right, SIZE Bytes);

// The number of characters before the NUL. Context: any.
SIZE StringLength(const char *String);

// Whether both strings hold the same characters. Context: any.
BOOL StringsEqual(const char *Left, const char *Right);

// Whether String begins with all of Prefix. Context: any.
BOOL StringStartsWith(const char *String, const char *Prefix);

// Copies as much of Source as fits; Buffer always ends up NUL-terminated.
// Returns whether all of it fit. Bytes: the size of Buffer, at least 1. Context: any.
BOOL CopyString(char *Buffer, SIZE Bytes, const char *Source);

// Reads an unsigned number, decimal or with the prefix 0x hexadecimal, that makes up the whole
// string. Returns FALSE, and leaves Value alone, when String is anything else or the number does
// not fit. Context: any.
BOOL ParseNumber(const char *String, U64 *Value) MUST_USE;
