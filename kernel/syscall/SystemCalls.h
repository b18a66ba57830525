// System calls: what user programs may ask for (abi/SystemCalls.h).
//
// Each call is one function. It gets its arguments as the registers had them, believes nothing of
// them, and returns what goes into the result register. User memory is read before and written
// after the work proper, and never while something is held.

#pragma once

#include "abi/Errors.h"
#include "abi/SystemCalls.h"
#include "abi/Types.h"
#include "base/Base.h"

#define SYSTEM_CALL_ARGUMENTS 4

// Context of all: a thread, interrupts on, nothing held.
typedef INT SystemCall(const UINT Arguments[SYSTEM_CALL_ARGUMENTS]);

// ProcessCalls.c
SystemCall CallExit, CallFork, CallExecve, CallWaitPID, CallKill, CallGetPID, CallGetPPID;
SystemCall CallSetPGID, CallGetPGID, CallReboot;

// ThreadCalls.c
SystemCall CallThreadCreate, CallThreadExit, CallThreadJoin, CallGetTID, CallSchedYield;
SystemCall CallSchedSetAffinity, CallSchedGetAffinity, CallGetCPU, CallFutexWait, CallFutexWake;
SystemCall CallNanosleep, CallClockGetTime;

// MemoryCalls.c
SystemCall CallSbrk, CallMmap, CallMunmap, CallMprotect;

// PathCalls.c
SystemCall CallOpen, CallStat, CallLink, CallUnlink, CallRename, CallMkdir, CallRmdir, CallChdir;
SystemCall CallGetcwd;

// HandleCalls.c
SystemCall CallClose, CallRead, CallWrite, CallLseek, CallFstat, CallGetdents, CallDup, CallDup2;
SystemCall CallPipe, CallFtruncate, CallIsatty, CallTcsetpgrp;

// PortCalls.c
SystemCall CallPortCreate, CallPortOpen, CallPortSend, CallPortReceive;

// Lets user mode make these calls. Context: boot, once, before any user mode.
void InitializeSystemCalls(void);
