#include "TrapFrame.h"

#include "arch/Arch.h"
#include "arch/x86/common/Dump.h"
#include "base/Log.h"

LINEAR TrapInstructionPointer(const TrapFrame *Frame) { return (LINEAR)Frame->RIP; }

LINEAR TrapStackPointer(const TrapFrame *Frame) { return (LINEAR)Frame->RSP; }

LINEAR TrapFramePointer(const TrapFrame *Frame) { return (LINEAR)Frame->RBP; }

void SetTrapInstructionPointer(TrapFrame *Frame, LINEAR Address) { Frame->RIP = Address; }

U32 TrapVector(const TrapFrame *Frame) { return (U32)Frame->Vector; }

U32 TrapErrorCode(const TrapFrame *Frame) { return (U32)Frame->ErrorCode; }

BOOL TrapFromUser(const TrapFrame *Frame) { return (Frame->CS & 3) != 0; }

BOOL TrapInterruptsEnabled(const TrapFrame *Frame) {
    return (Frame->RFLAGS & FLAG_INTERRUPTS) != 0;
}

void LogTrapRegisters(const TrapFrame *Frame) {
    Log(LOG_PANIC, "registers", "RAX %016llx RBX %016llx RCX %016llx RDX %016llx", Frame->RAX,
        Frame->RBX, Frame->RCX, Frame->RDX);
    Log(LOG_PANIC, "registers", "RSI %016llx RDI %016llx RBP %016llx RSP %016llx", Frame->RSI,
        Frame->RDI, Frame->RBP, Frame->RSP);
    Log(LOG_PANIC, "registers", "R8  %016llx R9  %016llx R10 %016llx R11 %016llx", Frame->R8,
        Frame->R9, Frame->R10, Frame->R11);
    Log(LOG_PANIC, "registers", "R12 %016llx R13 %016llx R14 %016llx R15 %016llx", Frame->R12,
        Frame->R13, Frame->R14, Frame->R15);
    Log(LOG_PANIC, "registers", "RIP %016llx RFLAGS %08llx CS %04llx SS %04llx", Frame->RIP,
        Frame->RFLAGS, Frame->CS, Frame->SS);
}
