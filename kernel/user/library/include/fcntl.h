#pragma once

#include <abi/Types.h>  // O_RDONLY ...
#include <sys/types.h>

int open(const char *path, int flags, ...);  // O_CREAT: then the mode
int creat(const char *path, mode_t mode);
