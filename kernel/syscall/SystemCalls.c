#include "syscall/SystemCalls.h"

#include "arch/Arch.h"
#include "process/Thread.h"
#include "trace/Trace.h"

static SystemCall *const Table[SYSTEM_CALL_COUNT] = {
    [SYS_EXIT] = CallExit,
    [SYS_FORK] = CallFork,
    [SYS_EXECVE] = CallExecve,
    [SYS_WAITPID] = CallWaitPID,
    [SYS_KILL] = CallKill,
    [SYS_GETPID] = CallGetPID,
    [SYS_GETPPID] = CallGetPPID,
    [SYS_SETPGID] = CallSetPGID,
    [SYS_GETPGID] = CallGetPGID,
    [SYS_THREAD_CREATE] = CallThreadCreate,
    [SYS_THREAD_EXIT] = CallThreadExit,
    [SYS_THREAD_JOIN] = CallThreadJoin,
    [SYS_GETTID] = CallGetTID,
    [SYS_SCHED_YIELD] = CallSchedYield,
    [SYS_SCHED_SETAFFINITY] = CallSchedSetAffinity,
    [SYS_SCHED_GETAFFINITY] = CallSchedGetAffinity,
    [SYS_GETCPU] = CallGetCPU,
    [SYS_FUTEX_WAIT] = CallFutexWait,
    [SYS_FUTEX_WAKE] = CallFutexWake,
    [SYS_NANOSLEEP] = CallNanosleep,
    [SYS_CLOCK_GETTIME] = CallClockGetTime,
    [SYS_SBRK] = CallSbrk,
    [SYS_MMAP] = CallMmap,
    [SYS_MUNMAP] = CallMunmap,
    [SYS_MPROTECT] = CallMprotect,
    [SYS_OPEN] = CallOpen,
    [SYS_CLOSE] = CallClose,
    [SYS_READ] = CallRead,
    [SYS_WRITE] = CallWrite,
    [SYS_LSEEK] = CallLseek,
    [SYS_FSTAT] = CallFstat,
    [SYS_STAT] = CallStat,
    [SYS_LINK] = CallLink,
    [SYS_UNLINK] = CallUnlink,
    [SYS_RENAME] = CallRename,
    [SYS_MKDIR] = CallMkdir,
    [SYS_RMDIR] = CallRmdir,
    [SYS_CHDIR] = CallChdir,
    [SYS_GETCWD] = CallGetcwd,
    [SYS_GETDENTS] = CallGetdents,
    [SYS_DUP] = CallDup,
    [SYS_DUP2] = CallDup2,
    [SYS_PIPE] = CallPipe,
    [SYS_FTRUNCATE] = CallFtruncate,
    [SYS_ISATTY] = CallIsatty,
    [SYS_TCSETPGRP] = CallTcsetpgrp,
    [SYS_PORT_CREATE] = CallPortCreate,
    [SYS_PORT_OPEN] = CallPortOpen,
    [SYS_PORT_SEND] = CallPortSend,
    [SYS_PORT_RECEIVE] = CallPortReceive,
    [SYS_REBOOT] = CallReboot,
};

static void HandleSystemCall(TrapFrame *Frame) {
    const UINT Number = SystemCallNumber(Frame);
    UINT Arguments[SYSTEM_CALL_ARGUMENTS];
    INT Result = -ENOSYS;

    PerCPUAdd(Statistics.SystemCalls, 1);
    EnableInterrupts();
    ReadSystemCallArguments(Frame, Arguments);
    Trace(TRACE_CALL_ENTER, Number, Arguments[0]);
    if (Number < SYSTEM_CALL_COUNT) Result = Table[Number](Arguments);
    Trace(TRACE_CALL_EXIT, Number, (U64)Result);
    SetSystemCallResult(Frame, Result);
    DisableInterrupts();
    EndThreadIfKilled();
}

void InitializeSystemCalls(void) { SetSystemCallHandler(HandleSystemCall); }
