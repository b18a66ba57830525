// What QEMU exports to its modules, from version 3.1 on, as far as the checker uses it.

#pragma once

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

// QEMU's mutexes and conditions begin with those of the C library.
typedef void Take(pthread_mutex_t *Mutex, const char *File, int Line);
typedef void Wait(pthread_cond_t *Condition, pthread_mutex_t *Mutex, const char *File, int Line);

#define VIRTUAL_CLOCK 1 // QEMU_CLOCK_VIRTUAL
#define ALL_TIMERS (-1) // QEMU_TIMER_ATTR_ALL

typedef struct QEMU QEMU;
struct QEMU {
    const int *CountsInstructions; // -icount: 0 for no
    bool (*IsRunning)(void);
    bool (*IsThreadOfCPUs)(void);
    bool (*AreIdle)(void);                          // all CPUs; with the big lock
    int64_t (*FindDeadline)(int Clock, int Timers); // ns; 0 when one has expired, -1 for none
    void *(*FindContext)(void);                     // of the main thread
    int64_t (*FindTimeout)(void *Context);          // ns; 0 when there is something to do
    Take *Take;
    Wait *Wait;
};

// QEMU's functions, with its ways to take the big lock and to wait for a condition exchanged for
// these. False, and nothing exchanged, where something of it is missing: a QEMU without modules, or
// another program.
bool EnterQEMU(QEMU *Found, Take *TakeBigLock, Wait *WaitFor);
