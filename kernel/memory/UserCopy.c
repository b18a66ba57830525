#include "memory/UserCopy.h"

#include "abi/Errors.h"
#include "arch/Arch.h"
#include "base/Assert.h"
#include "sync/Freeze.h"

// Strings are taken in pieces of this size, none of which reaches into another page.
#define PIECE_BYTES 64

static BOOL IsUserRange(LINEAR Address, SIZE Bytes) {
    return Bytes <= USER_END && Address <= USER_END - Bytes;
}

BOOL CopyFromUser(void *To, LINEAR From, SIZE Bytes) {
    ASSERT(!IsFrozen() && !InInterrupt());
    return IsUserRange(From, Bytes) && MoveUserMemory(To, (const void *)From, Bytes);
}

BOOL CopyToUser(LINEAR To, const void *From, SIZE Bytes) {
    ASSERT(!IsFrozen() && !InInterrupt());
    return IsUserRange(To, Bytes) && MoveUserMemory((void *)To, From, Bytes);
}

INT CopyStringFromUser(char *To, LINEAR From, SIZE Bytes) {
    SIZE Length = 0;

    while (Length < Bytes) {
        const SIZE Piece = MINIMUM(Bytes - Length, PIECE_BYTES - From % PIECE_BYTES);

        if (!CopyFromUser(To + Length, From, Piece)) return -EFAULT;
        for (const SIZE End = Length + Piece; Length < End; ++Length) {
            if (To[Length] == 0) return (INT)Length;
        }
        From += Piece;
    }
    return -ENAMETOOLONG;
}

BOOL CompareUserWord(LINEAR Address, U32 Expected, BOOL *Equal) {
    U32 Found;

    if (Address % sizeof(U32) != 0 || !IsUserRange(Address, sizeof(U32))) return FALSE;
    if (!MoveUserWord(&Found, (const U32 *)Address)) return FALSE;
    *Equal = Found == Expected;
    return TRUE;
}
