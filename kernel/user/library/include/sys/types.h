#pragma once

#include <stddef.h>
#include <stdint.h>

typedef __PTRDIFF_TYPE__ ssize_t;
typedef int64_t off_t;
typedef int64_t time_t;
typedef int64_t blkcnt_t;
typedef int blksize_t;
typedef uint64_t ino_t;
typedef unsigned int dev_t;
typedef unsigned int mode_t;
typedef unsigned int nlink_t;
typedef int pid_t;
typedef int clockid_t;
