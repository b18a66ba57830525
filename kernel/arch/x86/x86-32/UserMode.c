#include "arch/x86/common/UserMode.h"

#include "TrapFrame.h"
#include "arch/x86/common/Selectors.h"

#define MSR_SYSENTER_CS 0x174
#define HAS_SYSENTER (1u << 11)  // CPUID leaf 1, EDX

// The gate is in the IDT. What is left is to make SYSENTER, which nobody deals with, fault.
void EnableSystemCalls(void) {
    if ((ReadCPUID(1, 0).EDX & HAS_SYSENTER) != 0) WriteMSR(MSR_SYSENTER_CS, 0);
}

void MakeUserFrame(TrapFrame *Frame, LINEAR Entry, LINEAR Stack) {
    *Frame = (TrapFrame){
        .ES = USER_DATA_SELECTOR,
        .DS = USER_DATA_SELECTOR,
        .EIP = Entry,
        .CS = USER_CODE_SELECTOR,
        .EFLAGS = FLAGS_ALWAYS_SET | FLAG_INTERRUPTS,
        .ESP = Stack,
        .SS = USER_DATA_SELECTOR,
    };
}

U32 MakeUserCall(TrapFrame *Frame, LINEAR Function, UINT Argument, LINEAR Stack,
                 UINT Words[USER_CALL_WORDS]) {
    Words[0] = 0;  // the return address
    Words[1] = Argument;
    // The argument, not the return address, is what the ABI aligns to 16 bytes.
    MakeUserFrame(Frame, Function, ALIGN_DOWN(Stack, 16) - 16 - sizeof(UINT));
    return 2;
}
