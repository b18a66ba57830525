#include "arch/x86/common/UserReturn.h"

#include "arch/x86/common/Vectors.h"
#include "base/String.h"

// The instructions at which it happens (Entry.S).
extern const U8 UserReturnStart[], UserReturnEnd[];

// What IRET takes, the end of a frame: IP, CS, flags, SP, SS.
#define RETURN_BYTES (5 * sizeof(UINT))

static const TrapFrame *LastFrame(void) { return UserFrame(PerCPUGet(KernelStackTop)); }

// The same instructions return to the kernel on x86-32; on their way to user mode the stack pointer
// is in the frame at the top of the stack.
BOOL IsFailedReturn(const TrapFrame *Frame) {
    const U32 Vector = TrapVector(Frame);
    const LINEAR Instruction = TrapInstructionPointer(Frame);
    if (Vector < VECTOR_NOT_PRESENT || Vector > VECTOR_GENERAL_PROTECTION ||
        TrapFromUser(Frame) || Instruction < (LINEAR)UserReturnStart ||
        Instruction >= (LINEAR)UserReturnEnd) {
        return FALSE;
    }
    const TrapFrame *Last = LastFrame();
    const LINEAR Stack = TrapStackPointer(Frame);
    return Stack >= (LINEAR)Last && Stack < (LINEAR)(Last + 1) && TrapFromUser(Last);
}

// The exception's own frame lies below what the return has not taken yet.
TrapFrame FailedReturn(const TrapFrame *Frame) {
    TrapFrame Users = *Frame;

    memcpy((U8 *)(&Users + 1) - RETURN_BYTES, (const U8 *)(LastFrame() + 1) - RETURN_BYTES,
           RETURN_BYTES);
    return Users;
}
