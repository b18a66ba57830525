// The registers of interrupted code, as Entry.S leaves them on the stack; lowest address first.

#pragma once

#include "TrapFrameWords.h"
#include "base/Base.h"

typedef struct TrapFrame {
    U64 R15, R14, R13, R12, R11, R10, R9, R8;
    U64 RBP, RDI, RSI, RDX, RCX, RBX, RAX;
    U64 Vector;
    U64 ErrorCode;  // 0 for vectors without one
    U64 RIP, CS, RFLAGS, RSP, SS;  // the CPU begins here, or at ErrorCode
} TrapFrame;

_Static_assert(sizeof(TrapFrame) == TRAP_FRAME_WORDS * 8, "UserMode.S copies that many words");

// What a system call is asked for: abi/SystemCalls.h.
static inline UINT SystemCallNumber(const TrapFrame *Frame) { return Frame->RAX; }

static inline void ReadSystemCallArguments(const TrapFrame *Frame, UINT Arguments[4]) {
    Arguments[0] = Frame->RDI;
    Arguments[1] = Frame->RSI;
    Arguments[2] = Frame->RDX;
    Arguments[3] = Frame->R10;
}

static inline void SetSystemCallResult(TrapFrame *Frame, INT Result) { Frame->RAX = (U64)Result; }
