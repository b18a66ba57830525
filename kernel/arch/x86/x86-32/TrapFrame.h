// The registers of interrupted code, as Entry.S leaves them on the stack; lowest address first.

#pragma once

#include "base/Base.h"

typedef struct TrapFrame {
    U32 GS, FS, ES, DS;
    U32 EDI, ESI, EBP, Unused, EBX, EDX, ECX, EAX;  // as PUSHA has them
    U32 Vector;
    U32 ErrorCode;        // 0 for vectors without one
    U32 EIP, CS, EFLAGS;  // the CPU begins here, or at ErrorCode
    U32 ESP, SS;          // only there if CS is of user mode
} TrapFrame;
