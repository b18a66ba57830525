// With -icount all that QEMU's CPUs do follows from what they did before, and from nothing else,
// but for QEMU's main thread: it stops the CPUs, lets them go on, calls them, and lets the clock
// run on while they are idle, as soon as the host gives it a processor. On a busy host
//
//   - it stopped them late, when one had come to a breakpoint or the guest had switched the machine
//     off: the others executed for up to three seconds of the guest's time meanwhile;
//   - it called a CPU before or behind the place where that looks whether it has been called, on
//     which it depends who goes on first;
//   - after a stop a CPU could have the machine to itself for 100 ms.
//
// Here the main thread and that of the CPUs take turns. The main thread takes QEMU's one big lock
// only while the CPUs rest: where they wait for a condition, or where they have given the lock up
// and no timer has expired. There they stay, if the main thread wants the lock or has been left
// something to do, until it polls and finds nothing, or waits itself. And before it polls at a
// standstill, the CPUs have done all that they were called for. So a session is the same in all its
// parts, whatever the host does, if what comes from outside comes at a standstill. It is no help
// against drives, whose reads end when the host likes.

#define _GNU_SOURCE
#include "Turns.h"

#include "CLibrary.h"
#include "QEMU.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// The main thread does not wait longer for the CPUs: where an instruction takes a nanosecond, or
// each is written to a log, they may have no rest for longer, and one may be stuck.
#define SECONDS_FOR_CPUS 1
#define SECONDS_FOR_MAIN 10

static QEMU Emulator;
static const CLibrary *Library;

static _Atomic(pthread_mutex_t *) BigLock;
static _Atomic bool On; // from when the machine runs first

static _Thread_local bool IsMain;
static _Thread_local bool MainHasBigLock;

// Whether the main thread has polled by the function below, and not by one that is not known here.
static _Atomic bool HasPolled;

// Guards what follows, but for reading what is atomic.
static pthread_mutex_t Turns = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t Changed;

static struct {
    _Atomic bool Wants;         // it stands before the big lock
    bool AwaitsStandstill;      // it stands before its poll until the CPUs wait
    bool Polls;                 // nothing was there when it began to poll ...
    bool Notified;              // ... and now there is
    bool Waits;                 // for a condition that has not been broadcast
    pthread_cond_t *Awaited;    // which
    _Atomic unsigned RestCount; // how often it has begun to poll or to wait
} Main;

static struct {
    bool Rests;              // they stand behind the big lock for the main thread
    bool Waits;              // for a condition that has not been broadcast
    pthread_cond_t *Awaited; // which
    _Atomic bool Late;       // they did neither in time, and have not come by since
} CPUs;

// With Turns: until something has changed. False when nothing has in time.
static bool AwaitChange(int Seconds) {
    struct timespec End;
    clock_gettime(CLOCK_MONOTONIC, &End);
    End.tv_sec += Seconds;
    return pthread_cond_timedwait(&Changed, &Turns, &End) == 0;
}

// With Turns.
static void BeginRestOfMain(void) {
    atomic_fetch_add(&Main.RestCount, 1);
    CPUs.Rests = false;
    Library->Broadcast(&Changed);
}

static void Set(bool *Flag, bool Value) {
    Library->Lock(&Turns);
    *Flag = Value;
    Library->Unlock(&Turns);
}

static bool IsThreadOfCPUs(void) { return !IsMain && Emulator.IsThreadOfCPUs(); }

// With Turns.
static void AwaitCPUs(void) {
    if (!AwaitChange(SECONDS_FOR_CPUS)) atomic_store(&CPUs.Late, true);
}

static void AwaitRestOfCPUs(void) {
    Library->Lock(&Turns);
    atomic_store(&Main.Wants, true);
    while (!CPUs.Rests && !CPUs.Waits && !atomic_load(&CPUs.Late)) AwaitCPUs();
    atomic_store(&Main.Wants, false);
    Library->Unlock(&Turns);
}

// By the main thread, without the big lock.
static void AwaitStandstill(void) {
    Library->Lock(&Turns);
    Main.AwaitsStandstill = true;
    BeginRestOfMain();
    while (!CPUs.Waits && !atomic_load(&CPUs.Late)) AwaitCPUs();
    Main.AwaitsStandstill = false;
    Library->Unlock(&Turns);
}

static void TakeBigLock(pthread_mutex_t *Mutex, const char *File, int Line) {
    if (IsMain && atomic_load(&On)) AwaitRestOfCPUs();
    Emulator.Take(Mutex, File, Line);
    MainHasBigLock = IsMain;
    atomic_store(&BigLock, Mutex);
    if (!atomic_load(&On) && IsThreadOfCPUs() && Emulator.IsRunning()) {
        atomic_store(&On, *Emulator.CountsInstructions != 0 && atomic_load(&HasPolled));
    }
}

// Gives up a mutex until the condition comes, and takes it again.
static void WaitFor(pthread_cond_t *Condition, pthread_mutex_t *Mutex, const char *File,
                    int Line) {
    const bool IsBig = Mutex == atomic_load(&BigLock);
    const bool OfMain = IsBig && IsMain;
    const bool OfCPUs = IsBig && IsThreadOfCPUs();
    Library->Lock(&Turns);
    if (OfMain) {
        Main.Awaited = Condition;
        Main.Waits = true;
        BeginRestOfMain();
    } else if (OfCPUs) {
        CPUs.Awaited = Condition;
        CPUs.Waits = true;
        atomic_store(&CPUs.Late, false);
        Library->Broadcast(&Changed);
    }
    Library->Unlock(&Turns);
    Emulator.Wait(Condition, Mutex, File, Line);
    if (OfMain) Set(&Main.Waits, false);
    if (OfCPUs) Set(&CPUs.Waits, false);
}

// With the big lock: whether the main thread is to have a turn before the CPUs go on. Of a machine
// that runs it is not when a timer has expired, which they run first, nor when all are idle: they
// come to wait without executing anything.
static bool AreToRest(bool Running) {
    if (!Running) return true;
    return (atomic_load(&Main.Wants) || Emulator.FindTimeout(Emulator.FindContext()) == 0)
           && !Emulator.AreIdle()
           && Emulator.FindDeadline(VIRTUAL_CLOCK, ALL_TIMERS) != 0;
}

// Without the big lock. If the main thread has begun to rest since that was given up, nobody would
// end the rest of the CPUs.
static void Rest(bool Running, unsigned RestsOfMain) {
    Library->Lock(&Turns);
    if (Running ? atomic_load(&Main.RestCount) == RestsOfMain
                : !Main.Waits && !Main.AwaitsStandstill && (!Main.Polls || Main.Notified)) {
        CPUs.Rests = true;
        Library->Broadcast(&Changed);
        while (CPUs.Rests && AwaitChange(SECONDS_FOR_MAIN)) {
        }
        if (CPUs.Rests) fprintf(stderr, "warning: QEMU's main thread does not come to rest\n");
        CPUs.Rests = false;
    }
    Library->Unlock(&Turns);
}

// By the main thread, which has found nothing: the CPUs may go on. False when it has been notified
// meanwhile, and is to look again.
static bool BeginPoll(void) {
    Library->Lock(&Turns);
    Main.Polls = !Main.Notified;
    if (Main.Polls) BeginRestOfMain();
    Library->Unlock(&Turns);
    return Main.Polls;
}

// The following four are called in place of the C library's.

int pthread_mutex_unlock(pthread_mutex_t *Mutex) {
    int Error;
    if (Mutex != atomic_load(&BigLock)) return FindCLibrary()->Unlock(Mutex);
    MainHasBigLock = false;
    if (!atomic_load(&On) || !IsThreadOfCPUs()) return Library->Unlock(Mutex);
    atomic_store(&CPUs.Late, false);
    const bool Running = Emulator.IsRunning();
    const bool ToRest = AreToRest(Running);
    const unsigned RestsOfMain = atomic_load(&Main.RestCount);
    Error = Library->Unlock(Mutex);
    if (ToRest) Rest(Running, RestsOfMain);
    return Error;
}

int pthread_cond_broadcast(pthread_cond_t *Condition) {
    if (atomic_load(&On)) {
        Library->Lock(&Turns);
        if (Condition == CPUs.Awaited) CPUs.Waits = false;
        if (Condition == Main.Awaited) Main.Waits = false;
        Library->Unlock(&Turns);
    }
    return FindCLibrary()->Broadcast(Condition);
}

// The main thread is notified by the number 1, written to an eventfd: a file without a type.
ssize_t write(int File, const void *Bytes, size_t Count) {
    if (Count == sizeof(uint64_t) && atomic_load(&On) && IsThreadOfCPUs()) {
        const uint64_t One = 1;
        struct stat Status;
        if (memcmp(Bytes, &One, sizeof One) == 0 && fstat(File, &Status) == 0
            && (Status.st_mode & S_IFMT) == 0) {
            Set(&Main.Notified, true);
        }
    }
    return FindCLibrary()->Write(File, Bytes, Count);
}

// The main thread's first look does not wait: only with nothing left to do it lets the CPUs go on.
int ppoll(struct pollfd *Files, nfds_t Count, const struct timespec *Time,
          const sigset_t *Signals) {
    static const struct timespec None = {0, 0};
    int Ready;
    int Error;
    if (IsMain) atomic_store(&HasPolled, true);
    if (!IsMain || MainHasBigLock || !atomic_load(&On)) {
        return FindCLibrary()->Poll(Files, Count, Time, Signals);
    }
    if (!Emulator.IsRunning()) AwaitStandstill();
    do {
        Set(&Main.Notified, false);
        Ready = Library->Poll(Files, Count, &None, Signals);
        if (Ready != 0 || (Time != NULL && Time->tv_sec == 0 && Time->tv_nsec == 0)) return Ready;
    } while (!BeginPoll());
    Ready = Library->Poll(Files, Count, Time, Signals);
    Error = errno;
    Set(&Main.Polls, false);
    errno = Error;
    return Ready;
}

void TakeTurns(void) {
    pthread_condattr_t Attributes;
    pthread_condattr_init(&Attributes);
    pthread_condattr_setclock(&Attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&Changed, &Attributes);
    Library = FindCLibrary();
    IsMain = true;
    EnterQEMU(&Emulator, TakeBigLock, WaitFor);
}
