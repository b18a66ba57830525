// The C library's functions in whose place the checker's are called.

#pragma once

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct CLibrary CLibrary;
struct CLibrary {
    int (*Lock)(pthread_mutex_t *Mutex);
    int (*Unlock)(pthread_mutex_t *Mutex);
    int (*Broadcast)(pthread_cond_t *Condition);
    int (*Poll)(struct pollfd *Files, nfds_t Count, const struct timespec *Time,
                const sigset_t *Signals);
    ssize_t (*Write)(int File, const void *Bytes, size_t Count);
};

// Found at the first call, which comes before main() begins, and before there are threads.
const CLibrary *FindCLibrary(void);
