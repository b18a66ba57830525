// The system calls by name. Each returns what the kernel returned: a result, or a negative error.

#pragma once

#include "abi/Errors.h"
#include "abi/SystemCalls.h"
#include "abi/Types.h"

long SystemCall(long Number, long A, long B, long C, long D, long E, long F);
void SystemCallWithRegisters(long Number, long *Registers);

#define CALL0(Number) SystemCall(Number, 0, 0, 0, 0, 0, 0)
#define CALL1(Number, A) SystemCall(Number, (long)(A), 0, 0, 0, 0, 0)
#define CALL2(Number, A, B) SystemCall(Number, (long)(A), (long)(B), 0, 0, 0, 0)
#define CALL3(Number, A, B, C) SystemCall(Number, (long)(A), (long)(B), (long)(C), 0, 0, 0)
#define CALL4(Number, A, B, C, D) \
    SystemCall(Number, (long)(A), (long)(B), (long)(C), (long)(D), 0, 0)

#define Exit(Code) (CALL1(SYS_EXIT, Code), __builtin_trap())
#define Fork() CALL0(SYS_FORK)
#define Execute(Path, Arguments, Environment) CALL3(SYS_EXECVE, Path, Arguments, Environment)
#define WaitPid(Pid, Status, Options) CALL3(SYS_WAITPID, Pid, Status, Options)
#define Kill(Pid, Signal) CALL2(SYS_KILL, Pid, Signal)
#define GetPid() CALL0(SYS_GETPID)
#define GetParentPid() CALL0(SYS_GETPPID)
#define SetGroup(Pid, Group) CALL2(SYS_SETPGID, Pid, Group)
#define GetGroup(Pid) CALL1(SYS_GETPGID, Pid)
#define CreateThread(Entry, Argument, Stack) CALL3(SYS_THREAD_CREATE, Entry, Argument, Stack)
#define ExitThread(Code) (CALL1(SYS_THREAD_EXIT, Code), __builtin_trap())
#define JoinThread(Thread, Code) CALL2(SYS_THREAD_JOIN, Thread, Code)
#define GetThread() CALL0(SYS_GETTID)
#define Yield() CALL0(SYS_SCHED_YIELD)
#define WaitWord(Word, Expected, Timeout) CALL3(SYS_FUTEX_WAIT, Word, Expected, Timeout)
#define WakeWord(Word, Count) CALL2(SYS_FUTEX_WAKE, Word, Count)
#define Sleep(Span) CALL1(SYS_NANOSLEEP, Span)
#define GetTime(Clock, Span) CALL2(SYS_CLOCK_GETTIME, Clock, Span)
#define MoveBreak(Increment) CALL1(SYS_SBRK, Increment)
#define Map(Address, Bytes, Protection, Flags) \
    CALL4(SYS_MMAP, Address, Bytes, Protection, Flags)
#define Unmap(Address, Bytes) CALL2(SYS_MUNMAP, Address, Bytes)
#define Protect(Address, Bytes, Protection) CALL3(SYS_MPROTECT, Address, Bytes, Protection)
#define Open(Path, Flags, Mode) CALL3(SYS_OPEN, Path, Flags, Mode)
#define Close(Handle) CALL1(SYS_CLOSE, Handle)
#define Read(Handle, Buffer, Bytes) CALL3(SYS_READ, Handle, Buffer, Bytes)
#define Write(Handle, Buffer, Bytes) CALL3(SYS_WRITE, Handle, Buffer, Bytes)
#define Seek(Handle, Offset, Whence) CALL3(SYS_LSEEK, Handle, Offset, Whence)
#define StatusOf(Handle, Status) CALL2(SYS_FSTAT, Handle, Status)
#define StatusOfPath(Path, Status) CALL2(SYS_STAT, Path, Status)
#define Link(Existing, New) CALL2(SYS_LINK, Existing, New)
#define Unlink(Path) CALL1(SYS_UNLINK, Path)
#define Rename(From, To) CALL2(SYS_RENAME, From, To)
#define MakeDirectory(Path, Mode) CALL2(SYS_MKDIR, Path, Mode)
#define RemoveDirectory(Path) CALL1(SYS_RMDIR, Path)
#define ChangeDirectory(Path) CALL1(SYS_CHDIR, Path)
#define GetDirectory(Buffer, Bytes) CALL2(SYS_GETCWD, Buffer, Bytes)
#define ReadDirectory(Handle, Buffer, Bytes) CALL3(SYS_GETDENTS, Handle, Buffer, Bytes)
#define Duplicate(Handle) CALL1(SYS_DUP, Handle)
#define DuplicateTo(Handle, To) CALL2(SYS_DUP2, Handle, To)
#define MakePipe(Handles, Flags) CALL2(SYS_PIPE, Handles, Flags)
#define Truncate(Handle, Bytes) CALL2(SYS_FTRUNCATE, Handle, Bytes)
#define IsTerminal(Handle) CALL1(SYS_ISATTY, Handle)
#define CreatePort(Name, Messages, Bytes) CALL3(SYS_PORT_CREATE, Name, Messages, Bytes)
#define OpenPort(Name) CALL1(SYS_PORT_OPEN, Name)
#define Send(Port, Message, Bytes, Timeout) CALL4(SYS_PORT_SEND, Port, Message, Bytes, Timeout)
#define Receive(Port, Buffer, Bytes, Timeout) \
    CALL4(SYS_PORT_RECEIVE, Port, Buffer, Bytes, Timeout)
#define Reboot(How) CALL1(SYS_REBOOT, How)
