// Anonymous memory only: the handle is not looked at.

#pragma once

#include <abi/Types.h>  // PROT_READ ..., MAP_SHARED ...
#include <sys/types.h>

#define MAP_ANON MAP_ANONYMOUS
#define MAP_FAILED ((void *)-1)

void *mmap(void *address, size_t bytes, int protection, int flags, int handle, off_t offset);
int munmap(void *address, size_t bytes);
int mprotect(void *address, size_t bytes, int protection);
