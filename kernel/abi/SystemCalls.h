// The system calls: their numbers, and how they are made.
//
//            instruction   number   arguments                      result   destroyed
//   x86-64   SYSCALL       RAX      RDI RSI RDX R10 R8 R9          RAX      RCX R11
//   x86-32   INT 0x80      EAX      EBX ECX EDX ESI EDI EBP        EAX      nothing
//
// Every argument is as wide as a register. A result from -4095 to -1 is a negative error of
// abi/Errors.h. Pointers are user addresses; what they point to has the layouts of abi/Types.h.
// Assembly includes this too, so there are only macros in it.

#pragma once

#define SYSTEM_CALL_VECTOR 0x80

// Processes and threads.
#define SYS_EXIT 0            // (code): ends the process
#define SYS_FORK 1            // (): 0 in the child, its process id in the parent
#define SYS_EXECVE 2          // (path, argv, envp)
#define SYS_WAITPID 3         // (pid or -1, int *status or NULL, options): the id of who ended
#define SYS_KILL 4            // (pid, or -group, signal; 0 only asks)
#define SYS_GETPID 5          // ()
#define SYS_GETPPID 6         // ()
#define SYS_SETPGID 7         // (pid or 0, group or 0)
#define SYS_GETPGID 8         // (pid or 0)
#define SYS_THREAD_CREATE 9   // (C function of one argument, argument, stack top): thread id
#define SYS_THREAD_EXIT 10    // (code)
#define SYS_THREAD_JOIN 11    // (thread id, unsigned *code or NULL)
#define SYS_GETTID 12         // ()
#define SYS_SCHED_YIELD 13    // ()
#define SYS_SCHED_SETAFFINITY 14  // (thread id or 0, bytes, const mask *)
#define SYS_SCHED_GETAFFINITY 15  // (thread id or 0, bytes, mask *): bytes written
#define SYS_GETCPU 16         // (unsigned *cpu)
#define SYS_FUTEX_WAIT 17     // (unsigned *word, expected, const TimeSpan *timeout or NULL)
#define SYS_FUTEX_WAKE 18     // (unsigned *word, count): how many were woken

// Time.
#define SYS_NANOSLEEP 19      // (const TimeSpan *)
#define SYS_CLOCK_GETTIME 20  // (clock, TimeSpan *)

// Memory.
#define SYS_SBRK 21           // (signed increment): the old end of the heap
#define SYS_MMAP 22           // (address, bytes, protection, flags): anonymous only
#define SYS_MUNMAP 23         // (address, bytes)
#define SYS_MPROTECT 24       // (address, bytes, protection)

// Files.
#define SYS_OPEN 25           // (path, flags, mode): handle
#define SYS_CLOSE 26          // (handle)
#define SYS_READ 27           // (handle, buffer, bytes): bytes read, 0 at the end
#define SYS_WRITE 28          // (handle, buffer, bytes): bytes written; -EPIPE comes with SIGPIPE
#define SYS_LSEEK 29          // (handle, AbiI64 *offset: in offset, out position; whence)
#define SYS_FSTAT 30          // (handle, FileStatus *)
#define SYS_STAT 31           // (path, FileStatus *)
#define SYS_LINK 32           // (existing path, new path)
#define SYS_UNLINK 33         // (path)
#define SYS_RENAME 34         // (path, new path)
#define SYS_MKDIR 35          // (path, mode)
#define SYS_RMDIR 36          // (path)
#define SYS_CHDIR 37          // (path)
#define SYS_GETCWD 38         // (buffer, bytes): bytes with the NUL
#define SYS_GETDENTS 39       // (handle, buffer, bytes): bytes filled, 0 at the end
#define SYS_DUP 40            // (handle): the lowest free handle
#define SYS_DUP2 41           // (handle, new handle)
#define SYS_PIPE 42           // (int handles[2], flags: O_CLOEXEC, O_NONBLOCK)
#define SYS_FTRUNCATE 43      // (handle, const AbiI64 *bytes)
#define SYS_ISATTY 44         // (handle): 1, or an error
#define SYS_TCSETPGRP 45      // (handle, group): who gets ^C; 0: nobody

// Message ports.
#define SYS_PORT_CREATE 46    // (name, most messages, most bytes of one): handle
#define SYS_PORT_OPEN 47      // (name): handle
#define SYS_PORT_SEND 48      // (handle, message, bytes, const TimeSpan *timeout or NULL)
#define SYS_PORT_RECEIVE 49   // (handle, buffer, bytes, const TimeSpan *timeout or NULL): bytes

// The machine.
#define SYS_REBOOT 50         // (REBOOT_...)

#define SYSTEM_CALL_COUNT 51
