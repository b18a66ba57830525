#include "memory/AddressSpace.h"
#include "syscall/SystemCalls.h"

INT CallSbrk(const UINT *A) { return MoveUserHeapEnd(CurrentUserSpace(), (INT)A[0]); }

INT CallMmap(const UINT *A) {
    return MapUserMemory(CurrentUserSpace(), A[0], A[1], (U32)A[2], (U32)A[3]);
}

INT CallMunmap(const UINT *A) { return UnmapUserMemory(CurrentUserSpace(), A[0], A[1]); }

INT CallMprotect(const UINT *A) {
    return ProtectUserMemory(CurrentUserSpace(), A[0], A[1], (U32)A[2]);
}
