// Exceptions of user mode: they end the process.

#include "base/Log.h"
#include "process/Process.h"
#include "process/Thread.h"

// By vector: what POSIX calls them. What is not here is SIGSEGV.
static const U8 Signals[EXCEPTION_COUNT] = {
    [0] = SIGFPE,  [1] = SIGTRAP, [3] = SIGTRAP, [6] = SIGILL,  [7] = SIGFPE,
    [11] = SIGBUS, [12] = SIGBUS, [16] = SIGFPE, [17] = SIGBUS, [19] = SIGFPE,
};

static void EndFaulter(const TrapFrame *Frame, LINEAR Address) {
    const U32 Vector = TrapVector(Frame);
    const U32 Signal = Signals[Vector] == 0 ? SIGSEGV : Signals[Vector];
    Process *Faulter = CurrentProcess();

    LogInfo("process", "%s (%u): %s at 0x%lx, address 0x%lx: signal %u", Faulter->Name, Faulter->ID,
            ExceptionName(Vector), TrapInstructionPointer(Frame), Address, Signal);
    KillProcess(Faulter, Signal);
}

static void HandleUserException(TrapFrame *Frame) { EndFaulter(Frame, 0); }

static void HandleUserFaultRefused(TrapFrame *Frame, LINEAR Address) { EndFaulter(Frame, Address); }

void InitializeProcesses(void) {
    SetUserFaultHandler(HandleUserFaultRefused);
    SetUserExceptionHook(HandleUserException);
    SetUserReturnHook(EndThreadIfKilled);
}
