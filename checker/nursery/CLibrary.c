#define _GNU_SOURCE
#include "CLibrary.h"

#include <dlfcn.h>

// Before glibc 2.36 dlsym() gives the oldest of several versions, which takes another condition; on
// other systems than x86-64 there is no such version, and no older one either.
static void *FindBroadcast(void) {
    void *const Found = dlvsym(RTLD_NEXT, "pthread_cond_broadcast", "GLIBC_2.3.2");
    return Found != NULL ? Found : dlsym(RTLD_NEXT, "pthread_cond_broadcast");
}

const CLibrary *FindCLibrary(void) {
    static CLibrary Found;
    if (Found.Unlock == NULL) {
        Found.Lock = (int (*)(pthread_mutex_t *))dlsym(RTLD_NEXT, "pthread_mutex_lock");
        Found.Broadcast = (int (*)(pthread_cond_t *))FindBroadcast();
        Found.Poll = (int (*)(struct pollfd *, nfds_t, const struct timespec *, const sigset_t *))
            dlsym(RTLD_NEXT, "ppoll");
        Found.Write = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
        Found.Unlock = (int (*)(pthread_mutex_t *))dlsym(RTLD_NEXT, "pthread_mutex_unlock");
    }
    return &Found;
}
