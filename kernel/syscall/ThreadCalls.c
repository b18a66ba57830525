#include "arch/CPU.h"
#include "base/String.h"
#include "memory/UserCopy.h"
#include "process/Futex.h"
#include "process/Thread.h"
#include "syscall/SystemCalls.h"
#include "syscall/UserArguments.h"
#include "tasks/Scheduler.h"
#include "time/Clock.h"
#include "time/WallClock.h"

// A bit for each CPU, by its index.
#define CPU_MASK_BYTES 8
_Static_assert(MAX_CPUS <= 8 * CPU_MASK_BYTES, "a bit for each");

INT CallThreadCreate(const UINT *A) { return CreateThread(A[0], A[1], A[2]); }

INT CallThreadExit(const UINT *A) { EndThread((U32)A[0]); }

INT CallThreadJoin(const UINT *A) {
    U32 Code;
    const INT Result = JoinThread((U32)A[0], &Code);

    if (Result != 0 || A[1] == 0) return Result;
    return CopyToUser(A[1], &Code, sizeof(Code)) ? 0 : -EFAULT;
}

INT CallGetTID(const UINT *A) {
    (void)A;
    return (INT)CurrentTask()->Number;
}

INT CallSchedYield(const UINT *A) {
    (void)A;
    YieldTask();
    return 0;
}

// Whether Number is a thread of any process, or 0 for the caller.
static BOOL IsThread(U32 Number) {
    if (Number == 0) return TRUE;
    const UINT Locked = LockProcesses();
    BOOL IsFound = FALSE;

    for (U32 Index = 0; Index < TaskPlaces && !IsFound; Index++) {
        const Task *Candidate = &TaskTable[Index];
        IsFound = Candidate->Number == Number && Candidate->Thread != NULL;
    }
    UnlockProcesses(Locked);
    return IsFound;
}

// Tasks run on this CPU only.
INT CallSchedSetAffinity(const UINT *A) {
    U8 Mask[CPU_MASK_BYTES] = {0};
    const SIZE Bytes = MINIMUM(A[1], sizeof(Mask));
    const U32 Index = PerCPUGet(Index);

    if (Bytes == 0) return -EINVAL;
    if (!CopyFromUser(Mask, A[2], Bytes)) return -EFAULT;
    if (!IsThread((U32)A[0])) return -ESRCH;
    return (Mask[Index / 8] >> Index % 8 & 1) != 0 ? 0 : -EINVAL;
}

INT CallSchedGetAffinity(const UINT *A) {
    U8 Mask[CPU_MASK_BYTES] = {0};
    const SIZE Bytes = MINIMUM(A[1], sizeof(Mask));
    const U32 Index = PerCPUGet(Index);

    // Whoever has no room for the bit is not to believe that there is none.
    if (Bytes <= Index / 8) return -EINVAL;
    if (!IsThread((U32)A[0])) return -ESRCH;
    Mask[Index / 8] = (U8)(1u << Index % 8);
    return CopyToUser(A[2], Mask, Bytes) ? (INT)Bytes : -EFAULT;
}

INT CallGetCPU(const UINT *A) {
    const U32 Index = PerCPUGet(Index);
    return CopyToUser(A[0], &Index, sizeof(Index)) ? 0 : -EFAULT;
}

INT CallFutexWait(const UINT *A) {
    U64 Deadline;
    const INT Result = CopyDeadline(A[2], &Deadline);

    return Result == 0 ? WaitForFutex(A[0], (U32)A[1], Deadline) : Result;
}

INT CallFutexWake(const UINT *A) { return WakeFutex(A[0], (U32)A[1]); }

INT CallNanosleep(const UINT *A) {
    WaitQueue Nobody = {0};
    U64 Deadline;

    if (A[0] == 0) return -EFAULT;
    const INT Result = CopyDeadline(A[0], &Deadline);
    if (Result != 0) return Result;
    const UINT Saved = SaveInterrupts();
    const WaitResult Why = WaitInUntil(&Nobody, Deadline);
    RestoreInterrupts(Saved);
    return Why == WAIT_KILLED ? -EINTR : 0;
}

INT CallClockGetTime(const UINT *A) {
    TimeSpan Now;

    if (A[0] != CLOCK_REALTIME && A[0] != CLOCK_MONOTONIC) return -EINVAL;
    const U64 Nanoseconds = A[0] == CLOCK_REALTIME ? (U64)WallClockNanoseconds()
                                                   : ClockMicroseconds() * 1000;
    Now.Seconds = (AbiI64)(Nanoseconds / 1000000000);
    Now.Nanoseconds = (AbiI64)(Nanoseconds % 1000000000);
    return CopyToUser(A[1], &Now, sizeof(Now)) ? 0 : -EFAULT;
}
