// What tasks/ and sync/ promise about who runs when.

#include "arch/Arch.h"
#include "probe/Probe.h"
#include "sync/Freeze.h"
#include "tasks/Mutex.h"
#include "tasks/Scheduler.h"
#include "time/Clock.h"
#include "trace/Trace.h"

#define SPINNERS 4

static volatile BOOL Stop;

static Task *Start(TaskFunction Function, void *Argument) {
    const TaskInfo Info = {.Name = "scheduled", .Function = Function, .Argument = Argument};
    Task *Started = NULL;

    PROBE_EXPECT(CreateTask(&Info, &Started) == TASK_CREATED, "no task");
    return Started;
}

static void Finish(Task *Ended) {
    WaitTask(Ended);
    ReleaseTask(Ended);
}

static U32 Spin(void *Argument) {
    for (volatile U64 *Turns = Argument; !Stop;) ++*Turns;
    return 0;
}

PROBE(RoundRobinIsFair, "tasks that never yield get the same number of ticks") {
    static volatile U64 Turns[SPINNERS];
    Task *Spinners[SPINNERS];
    U64 Ticks[SPINNERS], Least = ~0ULL, Most = 0;

    Stop = FALSE;
    for (U32 Index = 0; Index < SPINNERS; ++Index) {
        Spinners[Index] = Start(Spin, (void *)&Turns[Index]);
    }
    Sleep(40 * SPINNERS * TICK_MICROSECONDS);
    for (U32 Index = 0; Index < SPINNERS; ++Index) {
        Ticks[Index] = Spinners[Index]->TicksRun;
        if (Ticks[Index] < Least) Least = Ticks[Index];
        if (Ticks[Index] > Most) Most = Ticks[Index];
    }
    Stop = TRUE;
    for (U32 Index = 0; Index < SPINNERS; ++Index) Finish(Spinners[Index]);

    PROBE_EXPECT(Least >= 39, "a task that got %llu of 40 ticks", Least);
    PROBE_EXPECT(Most - Least <= 1, "%llu ticks for one, %llu for another", Most, Least);
}

PROBE(SleepKeepsTime, "Sleep is never short, and at most two ticks long") {
    static const U32 Asked[] = {1, 500, 9999, 10000, 10001, 25000, 100000};

    for (U32 Index = 0; Index < ARRAY_COUNT(Asked); ++Index) {
        const U64 Start = ClockMicroseconds();
        Sleep(Asked[Index]);
        const U64 Slept = ClockMicroseconds() - Start;

        PROBE_EXPECT(Slept >= Asked[Index], "%llu of %u us", Slept, Asked[Index]);
        PROBE_EXPECT(Slept <= Asked[Index] + 2 * TICK_MICROSECONDS, "%llu of %u us", Slept,
                     Asked[Index]);
    }
}

PROBE(FreezeKeepsOthersOut, "no other task runs in a frozen section, and one does after it") {
    volatile U64 Turns = 0;

    Stop = FALSE;
    Task *Spinner = Start(Spin, (void *)&Turns);
    Sleep(2 * TICK_MICROSECONDS);
    Freeze();
    Freeze();
    const U64 Before = Turns, TicksBefore = ClockTicks();
    while (ClockTicks() < TicksBefore + 5) RelaxCPU();
    Unfreeze();
    while (ClockTicks() < TicksBefore + 8) RelaxCPU();
    const U64 Frozen = Turns;
    Unfreeze();  // preemption is due since five ticks: it happens here
    const U64 After = Turns;
    Stop = TRUE;
    Finish(Spinner);

    PROBE_EXPECT(Before > 0, "the other task never ran");
    PROBE_EQUAL(Before, Frozen, "turns of the other task after 8 ticks");
    PROBE_EXPECT(After > Frozen, "no preemption at the end of the section");
}

static Mutex Contended = MUTEX("the probe's order of arrival");
static U32 Order[SPINNERS], Arrived;

static U32 AcquireOnce(void *Argument) {
    AcquireMutex(&Contended);
    Order[Arrived++] = (U32)(LINEAR)Argument;
    Sleep(3 * TICK_MICROSECONDS);  // the others can run, but not get in
    ReleaseMutex(&Contended);
    return 0;
}

PROBE(MutexIsFIFO, "a mutex goes to its waiters in the order of their asking") {
    Task *Waiters[SPINNERS];

    Arrived = 0;
    AcquireMutex(&Contended);
    for (U32 Index = 0; Index < SPINNERS; ++Index) {
        Waiters[Index] = Start(AcquireOnce, (void *)(LINEAR)Index);
        Sleep(2 * TICK_MICROSECONDS);
    }
    PROBE_EQUAL(0, Arrived, "tasks that got in while it was held");
    ReleaseMutex(&Contended);
    PROBE_EXPECT(Contended.Owner == Waiters[0], "not handed to the first waiter");
    for (U32 Index = 0; Index < SPINNERS; ++Index) {
        Finish(Waiters[Index]);
        PROBE_EQUAL(Index, Order[Index], "waiter that got it at this place");
    }
    PROBE_EXPECT(Contended.Owner == NULL, "an owner although all are done");
}

static volatile U64 Shared;

static U32 AddSlowly(void *Argument) {
    (void)Argument;
    for (U32 Count = 0; Count < 200; ++Count) {
        AcquireMutex(&Contended);
        const U64 Seen = Shared;
        for (volatile U32 Delay = 0; Delay < 2000; ++Delay) continue;
        Shared = Seen + 1;
        ReleaseMutex(&Contended);
    }
    return 0;
}

PROBE(MutexExcludes, "no update is lost between tasks that are preempted while they hold it") {
    Task *Adders[SPINNERS];
    const U32 WaitsBefore = atomic_load(&TraceRing.Next);

    Shared = 0;
    for (U32 Index = 0; Index < SPINNERS; ++Index) Adders[Index] = Start(AddSlowly, NULL);
    for (U32 Index = 0; Index < SPINNERS; ++Index) Finish(Adders[Index]);
    PROBE_EQUAL(200 * SPINNERS, Shared, "updates");

    U32 Waits = 0;
    const U32 End = atomic_load(&TraceRing.Next);
    const U32 First = End - WaitsBefore > TRACE_CAPACITY ? End - TRACE_CAPACITY : WaitsBefore;
    for (U32 Number = First; Number != End; ++Number) {
        Waits += TraceRing.Records[Number % TRACE_CAPACITY].Kind == TRACE_LOCK_WAIT;
    }
    PROBE_EXPECT(Waits > 0, "nobody ever waited: nothing was tried");
}

static U32 HoldAndSleep(void *Argument) {
    volatile BOOL *Released = Argument;

    AcquireMutex(&Contended);
    Sleep(5 * TICK_MICROSECONDS);
    *Released = TRUE;
    ReleaseMutex(&Contended);
    *Released = FALSE;  // never reached by one that was killed
    return 0;
}

PROBE(AKilledOwnerReleasesFirst, "a task that holds a mutex dies when it has released it") {
    volatile BOOL Released = FALSE;
    Task *Owner = Start(HoldAndSleep, (void *)&Released);

    Sleep(2 * TICK_MICROSECONDS);
    KillTask(Owner);
    PROBE_EXPECT(Owner->State != TASK_DEAD, "dead with the mutex");
    PROBE_EQUAL(EXIT_CODE_KILLED, WaitTask(Owner), "exit code");
    PROBE_EXPECT(Released, "it went on after the release, or died before");
    PROBE_EXPECT(Contended.Owner == NULL, "the mutex still owned");
    ReleaseTask(Owner);
}

PROBE(TicksAreTraced, "the ring's records are whole, in order and tell of switches and ticks") {
    U32 Kinds[TRACE_LOCK_WAIT + 1] = {0};
    U64 Last = 0;

    Sleep(10 * TICK_MICROSECONDS);
    Freeze();
    const UINT Saved = SaveInterrupts();
    const U32 End = atomic_load(&TraceRing.Next);
    for (U32 Number = End > TRACE_CAPACITY ? End - TRACE_CAPACITY : 0; Number != End; ++Number) {
        const TraceRecord *Record = &TraceRing.Records[Number % TRACE_CAPACITY];

        PROBE_EQUAL(Number + 1, atomic_load(&Record->Sequence), "sequence");
        PROBE_EXPECT(Record->Timestamp >= Last, "%llu after %llu", Record->Timestamp, Last);
        if (PROBE_EXPECT(Record->Kind < ARRAY_COUNT(Kinds), "%u", Record->Kind)) {
            ++Kinds[Record->Kind];
        }
        Last = Record->Timestamp;
    }
    RestoreInterrupts(Saved);
    Unfreeze();
    PROBE_EXPECT(Kinds[TRACE_INTERRUPT_ENTER] >= 10, "%u", Kinds[TRACE_INTERRUPT_ENTER]);
    PROBE_EXPECT(Kinds[TRACE_INTERRUPT_EXIT] >= 9, "%u", Kinds[TRACE_INTERRUPT_EXIT]);
    PROBE_EXPECT(Kinds[TRACE_TASK_SWITCH] >= 2, "%u", Kinds[TRACE_TASK_SWITCH]);
}

PROBE_PANICS(PanicMutexTwice, "asks twice", "a mutex is not recursive") {
    AcquireMutex(&Contended);
    AcquireMutex(&Contended);
}

PROBE_PANICS(PanicForeignMutex, "which task", "only the owner releases a mutex") {
    ReleaseMutex(&Contended);
}

PROBE_PANICS(PanicBlockFrozen, "blocks in a frozen section", "a frozen task may not sleep") {
    Freeze();
    Sleep(1);
}

PROBE_PANICS(PanicUnfreezeAlone, "FreezeDepth > 0", "Unfreeze without Freeze panics") {
    Unfreeze();
}
