#include "TrapFrame.h"

#include "arch/Arch.h"
#include "arch/x86/common/Dump.h"
#include "arch/x86/common/Exceptions.h"
#include "base/Log.h"

LINEAR TrapInstructionPointer(const TrapFrame *Frame) { return Frame->EIP; }

// Within one privilege level the CPU pushes no stack pointer: it is where the frame ends. Only the
// task switch of a double fault always saves it.
LINEAR TrapStackPointer(const TrapFrame *Frame) {
    const BOOL IsSaved = TrapFromUser(Frame) || Frame->Vector == VECTOR_DOUBLE_FAULT;
    return IsSaved ? Frame->ESP : (LINEAR)&Frame->ESP;
}

LINEAR TrapFramePointer(const TrapFrame *Frame) { return Frame->EBP; }

void SetTrapInstructionPointer(TrapFrame *Frame, LINEAR Address) { Frame->EIP = Address; }

U32 TrapVector(const TrapFrame *Frame) { return Frame->Vector; }

U32 TrapErrorCode(const TrapFrame *Frame) { return Frame->ErrorCode; }

BOOL TrapFromUser(const TrapFrame *Frame) { return (Frame->CS & 3) != 0; }

BOOL TrapInterruptsEnabled(const TrapFrame *Frame) {
    return (Frame->EFLAGS & FLAG_INTERRUPTS) != 0;
}

void LogTrapRegisters(const TrapFrame *Frame) {
    const U32 StackSegment = TrapFromUser(Frame) ? Frame->SS : Frame->DS;
    Log(LOG_PANIC, "registers", "EAX %08x EBX %08x ECX %08x EDX %08x", Frame->EAX, Frame->EBX,
        Frame->ECX, Frame->EDX);
    Log(LOG_PANIC, "registers", "ESI %08x EDI %08x EBP %08x ESP %08lx", Frame->ESI, Frame->EDI,
        Frame->EBP, TrapStackPointer(Frame));
    // The CPU pushes selectors as words of 32 bits, of which only the lower half is defined.
    Log(LOG_PANIC, "registers", "EIP %08x EFLAGS %08x CS %04x SS %04x", Frame->EIP, Frame->EFLAGS,
        Frame->CS & 0xFFFF, StackSegment & 0xFFFF);
    Log(LOG_PANIC, "registers", "DS %04x ES %04x FS %04x GS %04x", Frame->DS & 0xFFFF,
        Frame->ES & 0xFFFF, Frame->FS & 0xFFFF, Frame->GS & 0xFFFF);
}
