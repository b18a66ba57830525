// The kernel's calls on files, by their POSIX names.

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "internal.h"

int open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return (int)result(system_call3(SYS_OPEN, (long)path, flags, (long)mode));
}

int creat(const char *path, mode_t mode) { return open(path, O_WRONLY | O_CREAT | O_TRUNC, mode); }

int close(int handle) { return (int)result(system_call1(SYS_CLOSE, handle)); }

ssize_t read(int handle, void *buffer, size_t bytes) {
    return (ssize_t)result(system_call3(SYS_READ, handle, (long)buffer, (long)bytes));
}

ssize_t write(int handle, const void *buffer, size_t bytes) {
    return (ssize_t)result(system_call3(SYS_WRITE, handle, (long)buffer, (long)bytes));
}

off_t lseek(int handle, off_t offset, int whence) {
    AbiI64 position = offset;
    if (result(system_call3(SYS_LSEEK, handle, (long)&position, whence)) < 0) return -1;
    return position;
}

int ftruncate(int handle, off_t bytes) {
    const AbiI64 size = bytes;
    return (int)result(system_call2(SYS_FTRUNCATE, handle, (long)&size));
}

int dup(int handle) { return (int)result(system_call1(SYS_DUP, handle)); }

int dup2(int handle, int to) { return (int)result(system_call2(SYS_DUP2, handle, to)); }

int pipe2(int handles[2], int flags) {
    return (int)result(system_call2(SYS_PIPE, (long)handles, flags));
}

int pipe(int handles[2]) { return pipe2(handles, 0); }

int isatty(int handle) { return result(system_call1(SYS_ISATTY, handle)) == 1; }

int tcsetpgrp(int handle, pid_t group) {
    return (int)result(system_call2(SYS_TCSETPGRP, handle, group));
}

// The nanoseconds of times before 1970 count forward, too.
static struct timespec timespec_of(AbiI64 nanoseconds) {
    struct timespec time = {nanoseconds / 1000000000, (long)(nanoseconds % 1000000000)};
    if (time.tv_nsec < 0) {
        time.tv_sec--;
        time.tv_nsec += 1000000000;
    }
    return time;
}

static int give_status(long returned, const FileStatus *from, struct stat *to) {
    if (result(returned) < 0) return -1;
    *to = (struct stat){
        .st_dev = from->Device,
        .st_ino = from->Inode,
        .st_mode = from->Mode,
        .st_nlink = from->Links,
        .st_size = (off_t)from->Size,
        .st_blksize = (blksize_t)from->BlockBytes,
        .st_blocks = (blkcnt_t)from->Blocks,
        .st_mtim = timespec_of(from->ModifiedNanoseconds),
    };
    return 0;
}

int stat(const char *restrict path, struct stat *restrict status) {
    FileStatus found;
    return give_status(system_call2(SYS_STAT, (long)path, (long)&found), &found, status);
}

int lstat(const char *restrict path, struct stat *restrict status) { return stat(path, status); }

int fstat(int handle, struct stat *status) {
    FileStatus found;
    return give_status(system_call2(SYS_FSTAT, handle, (long)&found), &found, status);
}

int access(const char *path, int mode) {
    struct stat status;
    if (stat(path, &status) < 0) return -1;
    if ((status.st_mode >> 6 & (mode_t)mode) == (mode_t)mode) return 0;
    errno = EACCES;
    return -1;
}

int link(const char *existing, const char *path) {
    return (int)result(system_call2(SYS_LINK, (long)existing, (long)path));
}

int unlink(const char *path) { return (int)result(system_call1(SYS_UNLINK, (long)path)); }

int rename(const char *from, const char *to) {
    return (int)result(system_call2(SYS_RENAME, (long)from, (long)to));
}

int remove(const char *path) {
    if (unlink(path) == 0) return 0;
    return errno == EISDIR ? rmdir(path) : -1;
}

int mkdir(const char *path, mode_t mode) {
    return (int)result(system_call2(SYS_MKDIR, (long)path, (long)mode));
}

int rmdir(const char *path) { return (int)result(system_call1(SYS_RMDIR, (long)path)); }

int chdir(const char *path) { return (int)result(system_call1(SYS_CHDIR, (long)path)); }

char *getcwd(char *buffer, size_t bytes) {
    return result(system_call2(SYS_GETCWD, (long)buffer, (long)bytes)) < 0 ? NULL : buffer;
}
