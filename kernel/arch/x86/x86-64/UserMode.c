#include "arch/x86/common/UserMode.h"

#include "TrapFrame.h"
#include "arch/x86/common/Selectors.h"

// Intel SDM vol. 3A, "Fast System Calls in 64-Bit Mode"; vol. 4, "Architectural MSRs".
#define MSR_EFER 0xC0000080
#define EFER_SYSTEM_CALLS 0x1
#define MSR_STAR 0xC0000081
#define MSR_LSTAR 0xC0000082
#define MSR_SFMASK 0xC0000084
#define MSR_SYSENTER_CS 0x174

_Static_assert(offsetof(CPU, KernelStackTop) == CPU_KERNEL_STACK_TOP, "SystemCallEntry");
_Static_assert(offsetof(CPU, UserStackPointer) == CPU_USER_STACK_POINTER, "SystemCallEntry");

// What SYSCALL turns off: TF, IF, DF, IOPL, NT, AC.
#define FLAGS_OF_USERS 0x47700

void EnableSystemCalls(void) {
    // SYSRET takes SS 8 and CS 16 bytes above its base, whose RPL some CPUs keep.
    const U64 ReturnBase = USER_DATA_SELECTOR - 8;

    WriteMSR(MSR_STAR, ReturnBase << 48 | (U64)KERNEL_CODE_SELECTOR << 32);
    WriteMSR(MSR_LSTAR, (LINEAR)SystemCallEntry);
    WriteMSR(MSR_SFMASK, FLAGS_OF_USERS);
    WriteMSR(MSR_EFER, ReadMSR(MSR_EFER) | EFER_SYSTEM_CALLS);
    WriteMSR(MSR_SYSENTER_CS, 0);  // SYSENTER, which nobody deals with, faults
}

void MakeUserFrame(TrapFrame *Frame, LINEAR Entry, LINEAR Stack) {
    *Frame = (TrapFrame){
        .RIP = Entry,
        .CS = USER_CODE_SELECTOR,
        .RFLAGS = FLAGS_ALWAYS_SET | FLAG_INTERRUPTS,
        .RSP = Stack,
        .SS = USER_DATA_SELECTOR,
    };
}

U32 MakeUserCall(TrapFrame *Frame, LINEAR Function, UINT Argument, LINEAR Stack,
                 UINT Words[USER_CALL_WORDS]) {
    Words[0] = 0;  // the return address
    MakeUserFrame(Frame, Function, ALIGN_DOWN(Stack, 16) - sizeof(UINT));
    Frame->RDI = Argument;
    return 1;
}
