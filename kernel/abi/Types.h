// What the kernel and user programs hand each other: constants and structures of the system calls
// (abi/SystemCalls.h). Plain C without any other header, for both sides include it.
//
// Layouts are the same on both architectures: every field is aligned to its own size, and padding
// is written out.

#pragma once

typedef unsigned int AbiU32;
typedef unsigned long long AbiU64 __attribute__((aligned(8)));
typedef long long AbiI64 __attribute__((aligned(8)));

// --- Files ---------------------------------------------------------------------------------------

#define O_RDONLY 0x0000
#define O_WRONLY 0x0001
#define O_RDWR 0x0002
#define O_ACCMODE 0x0003
#define O_CREAT 0x0040
#define O_EXCL 0x0080
#define O_TRUNC 0x0200
#define O_APPEND 0x0400
#define O_NONBLOCK 0x0800
#define O_DIRECTORY 0x10000
#define O_CLOEXEC 0x80000

#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

#define S_IFMT 0170000
#define S_IFIFO 0010000
#define S_IFCHR 0020000
#define S_IFDIR 0040000
#define S_IFREG 0100000
#define S_IFPORT 0140000  // a message port

#define PATH_MAX 1024  // bytes of a path, its NUL included
#define NAME_MAX 255   // bytes of one name in it
#define PIPE_BUF 4096  // bytes that go into a pipe as a whole

typedef struct {
    AbiU64 Inode;
    AbiU64 Size;                 // bytes
    AbiU64 Blocks;               // of 512 bytes that it really takes
    AbiI64 ModifiedNanoseconds;  // since 1970, UTC
    AbiU32 Mode;                 // S_IF... and nine bits of permissions
    AbiU32 Links;
    AbiU32 Device;
    AbiU32 BlockBytes;  // a good size for reads and writes
} FileStatus;

// What SYS_GETDENTS fills a buffer with: one after the other, each RecordBytes long, aligned to 8.
typedef struct {
    AbiU64 Inode;
    unsigned short RecordBytes;
    unsigned short Kind;  // the S_IFMT bits of its mode
    char Name[];          // ends in a NUL
} DirectoryEntry;

// --- Memory --------------------------------------------------------------------------------------

#define PROT_NONE 0
#define PROT_READ 1
#define PROT_WRITE 2
#define PROT_EXEC 4

#define MAP_SHARED 0x01  // with children of fork
#define MAP_PRIVATE 0x02
#define MAP_FIXED 0x10
#define MAP_ANONYMOUS 0x20
#define MAP_STACK 0x20000  // keeps what is below it free: running off its end faults

// --- Time ----------------------------------------------------------------------------------------

#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1

typedef struct {
    AbiI64 Seconds;
    AbiI64 Nanoseconds;  // 0 to 999,999,999
} TimeSpan;

// --- Processes -----------------------------------------------------------------------------------

#define WNOHANG 1

// A status of SYS_WAITPID: exit code << 8, or the signal that ended the process.
#define SIGHUP 1
#define SIGINT 2
#define SIGILL 4
#define SIGTRAP 5
#define SIGABRT 6
#define SIGBUS 7
#define SIGFPE 8
#define SIGKILL 9
#define SIGSEGV 11
#define SIGPIPE 13
#define SIGTERM 15

#define REBOOT_RESTART 0
#define REBOOT_POWER_OFF 1
#define REBOOT_HALT 2
