// The registers of interrupted code, as Entry.S leaves them on the stack; lowest address first.

#pragma once

#include "base/Base.h"

typedef struct TrapFrame {
    U64 R15, R14, R13, R12, R11, R10, R9, R8;
    U64 RBP, RDI, RSI, RDX, RCX, RBX, RAX;
    U64 Vector;
    U64 ErrorCode;  // 0 for vectors without one
    U64 RIP, CS, RFLAGS, RSP, SS;  // the CPU begins here, or at ErrorCode
} TrapFrame;
