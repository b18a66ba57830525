// The registers of interrupted code, as Entry.S leaves them on the stack; lowest address first.

#pragma once

#include "TrapFrameWords.h"
#include "base/Base.h"

typedef struct TrapFrame {
    U32 GS, FS, ES, DS;
    U32 EDI, ESI, EBP, Unused, EBX, EDX, ECX, EAX;  // as PUSHA has them
    U32 Vector;
    U32 ErrorCode;        // 0 for vectors without one
    U32 EIP, CS, EFLAGS;  // the CPU begins here, or at ErrorCode
    U32 ESP, SS;          // only there if CS is of user mode
} TrapFrame;

_Static_assert(sizeof(TrapFrame) == TRAP_FRAME_WORDS * 4, "UserMode.S copies that many words");

// What a system call is asked for: abi/SystemCalls.h.
static inline UINT SystemCallNumber(const TrapFrame *Frame) { return Frame->EAX; }

static inline void ReadSystemCallArguments(const TrapFrame *Frame, UINT Arguments[4]) {
    Arguments[0] = Frame->EBX;
    Arguments[1] = Frame->ECX;
    Arguments[2] = Frame->EDX;
    Arguments[3] = Frame->ESI;
}

static inline void SetSystemCallResult(TrapFrame *Frame, INT Result) { Frame->EAX = (U32)Result; }
