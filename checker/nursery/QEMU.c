#define _GNU_SOURCE
#include "QEMU.h"

#include <dlfcn.h>
#include <stddef.h>

static void *Find(const char *Name) { return dlsym(RTLD_DEFAULT, Name); }

// The pointers are there so that locks can be profiled.
static Take **FindTake(void) {
    Take **const Now = Find("bql_mutex_lock_func"); // from version 9 on
    return Now != NULL ? Now : Find("qemu_bql_mutex_lock_func");
}

bool EnterQEMU(QEMU *Found, Take *TakeBigLock, Wait *WaitFor) {
    Take **const Taken = FindTake();
    Wait **const Waited = Find("qemu_cond_wait_func");
    *Found = (QEMU){
        .CountsInstructions = Find("use_icount"),
        .IsRunning = (bool (*)(void))Find("runstate_is_running"),
        .IsThreadOfCPUs = (bool (*)(void))Find("qemu_in_vcpu_thread"),
        .AreIdle = (bool (*)(void))Find("all_cpu_threads_idle"),
        .FindDeadline = (int64_t (*)(int, int))Find("qemu_clock_deadline_ns_all"),
        .FindContext = (void *(*)(void))Find("qemu_get_aio_context"),
        .FindTimeout = (int64_t (*)(void *))Find("aio_compute_timeout"),
    };
    if (Taken == NULL || Waited == NULL || Found->CountsInstructions == NULL
        || Found->IsRunning == NULL || Found->IsThreadOfCPUs == NULL || Found->AreIdle == NULL
        || Found->FindDeadline == NULL || Found->FindContext == NULL
        || Found->FindTimeout == NULL) {
        return false;
    }
    Found->Take = *Taken;
    Found->Wait = *Waited;
    *Taken = TakeBigLock;
    *Waited = WaitFor;
    return true;
}
