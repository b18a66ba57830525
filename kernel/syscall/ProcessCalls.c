#include "base/Log.h"
#include "firmware/Power.h"
#include "memory/UserCopy.h"
#include "process/Program.h"
#include "process/Thread.h"
#include "smp/ApplicationCPU.h"
#include "syscall/SystemCalls.h"
#include "syscall/UserArguments.h"

INT CallExit(const UINT *A) {
    KillProcess(CurrentProcess(), (A[0] & 0xFF) << 8);
    return 0;  // to nobody: the thread ends at the return to user mode
}

INT CallFork(const UINT *A) {
    (void)A;
    return ForkProcess();
}

INT CallExecve(const UINT *A) {
    char Path[PATH_MAX];
    ArgumentList Given;

    INT Result = CopyPath(Path, A[0]);
    if (Result == 0) Result = CopyArguments(A[1], A[2], &Given);
    return Result == 0 ? ReplaceProgram(Path, &Given) : Result;
}

INT CallWaitPID(const UINT *A) {
    U32 Status;

    if ((A[2] & ~(UINT)WNOHANG) != 0) return -EINVAL;
    const INT Result = WaitForChild((I32)A[0], (U32)A[2], &Status);
    if (Result <= 0 || A[1] == 0) return Result;
    return CopyToUser(A[1], &Status, sizeof(Status)) ? Result : -EFAULT;
}

INT CallKill(const UINT *A) { return SendSignal((I32)A[0], (U32)A[1]); }

INT CallGetPID(const UINT *A) {
    (void)A;
    return (INT)CurrentProcess()->ID;
}

INT CallGetPPID(const UINT *A) {
    (void)A;
    return (INT)CurrentProcess()->ParentID;
}

INT CallSetPGID(const UINT *A) { return SetProcessGroup((I32)A[0], (I32)A[1]); }

INT CallGetPGID(const UINT *A) { return GetProcessGroup((U32)A[0]); }

INT CallReboot(const UINT *A) {
    if (A[0] > REBOOT_HALT) return -EINVAL;
    LogInfo("power", "as %s asks", CurrentProcess()->Name);
    StopOtherCPUs();
    if (A[0] == REBOOT_RESTART) Reboot();
    if (A[0] == REBOOT_POWER_OFF) PowerOff();
    HaltForever();
}
