#pragma once

#include <abi/Types.h>  // S_IFDIR ...
#include <sys/types.h>
#include <time.h>

#define S_ISDIR(mode) (((mode)&S_IFMT) == S_IFDIR)
#define S_ISREG(mode) (((mode)&S_IFMT) == S_IFREG)
#define S_ISCHR(mode) (((mode)&S_IFMT) == S_IFCHR)
#define S_ISFIFO(mode) (((mode)&S_IFMT) == S_IFIFO)

struct stat {
    dev_t st_dev;
    ino_t st_ino;
    mode_t st_mode;
    nlink_t st_nlink;
    off_t st_size;
    blksize_t st_blksize;
    blkcnt_t st_blocks;  // of 512 bytes
    struct timespec st_mtim;
};
#define st_mtime st_mtim.tv_sec

int stat(const char *restrict path, struct stat *restrict status);
int lstat(const char *restrict path, struct stat *restrict status);  // no symbolic links: as stat
int fstat(int handle, struct stat *status);
int mkdir(const char *path, mode_t mode);
