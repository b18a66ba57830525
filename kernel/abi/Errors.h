// Errors of system calls: POSIX's names, Linux's numbers, so that what people know holds. A call
// returns the negative of one of these, or a result that is not negative.

#pragma once

#define EPERM 1         // not permitted
#define ENOENT 2        // no such file or directory
#define ESRCH 3         // no such process
#define EINTR 4         // a signal came
#define EIO 5           // the device failed
#define E2BIG 7         // too many arguments for a program
#define ENOEXEC 8       // no program that this kernel can run
#define EBADF 9         // no such handle, or not for this use
#define ECHILD 10       // no such child
#define EAGAIN 11       // not now
#define ENOMEM 12       // no memory
#define EACCES 13       // the file's mode forbids it
#define EFAULT 14       // an address that is not the caller's
#define EBUSY 16        // in use
#define EEXIST 17       // there is one already
#define EXDEV 18        // a link to another file system
#define ENODEV 19       // no such device
#define ENOTDIR 20      // not a directory
#define EISDIR 21       // a directory
#define EINVAL 22       // an argument that makes no sense
#define ENFILE 23       // the system is out of handles
#define EMFILE 24       // the process is out of handles
#define ENOTTY 25       // not a terminal
#define ETXTBSY 26      // a program that is running
#define EFBIG 27        // larger than a file can be
#define ENOSPC 28       // the file system is full
#define ESPIPE 29       // nothing that has positions
#define EROFS 30        // only for reading
#define EMLINK 31       // too many links
#define EPIPE 32        // nobody reads
#define ERANGE 34       // a result that has no room
#define EDEADLK 35      // would wait for itself
#define ENAMETOOLONG 36 // a name too long
#define ENOSYS 38       // no such call
#define ENOTEMPTY 39    // a directory with something in it
#define EMSGSIZE 90     // a message too long
#define ETIMEDOUT 110   // the time has passed
