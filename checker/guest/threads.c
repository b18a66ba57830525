// Threads of one process: shared memory, their ends, and words to wait on.

#include "runtime/Guest.h"

#define STACK_BYTES (4 * PAGE)
#define MOST 8
#define ROUNDS 2000

typedef void (*ThreadFunction)(void *);

static char Stacks[MOST][STACK_BYTES] __attribute__((aligned(16)));
static volatile unsigned Counter;
static unsigned Lock;  // 0 free, 1 taken, 2 taken and waited for
static volatile unsigned Ready;

static void ReturnArgument(void *Argument) { ExitThread((unsigned)(unsigned long)Argument); }

// The stack of a thread is as after a call: 16-aligned before the return address was pushed.
static long Start(int Index, ThreadFunction Function, void *Argument) {
    return CreateThread(Function, Argument, Stacks[Index] + STACK_BYTES);
}

static void AcquireLock(void) {
    unsigned Seen = 0;

    if (__atomic_compare_exchange_n(&Lock, &Seen, 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) return;
    while (__atomic_exchange_n(&Lock, 2, __ATOMIC_SEQ_CST) != 0) WaitWord(&Lock, 2, NULL);
}

static void ReleaseLock(void) {
    if (__atomic_exchange_n(&Lock, 0, __ATOMIC_SEQ_CST) == 2) WakeWord(&Lock, 1);
}

static void CountUp(void *Argument) {
    for (int Round = 0; Round < ROUNDS; ++Round) {
        AcquireLock();
        const unsigned Seen = Counter;
        if (Round % 64 == 0) Yield();  // a switch in the middle, so that the lock matters
        Counter = Seen + 1;
        ReleaseLock();
    }
    ExitThread((unsigned)(unsigned long)Argument);
}

TEST(AThreadGetsItsArgumentAndIsJoined) {
    unsigned Code = 0;
    const long Thread = SUCCEEDS(Start(0, ReturnArgument, (void *)12345));

    EXPECT(Thread > 0 && Thread != GetThread(), "thread %ld", Thread);
    EQUAL(0, JoinThread(Thread, &Code), "join");
    EQUAL(12345, Code, "its code");
    FAILS(ESRCH, JoinThread(Thread, &Code));
}

TEST(JoinRefusesWhatMakesNoSense) {
    FAILS(ESRCH, JoinThread(1000000, NULL));
    FAILS(EDEADLK, JoinThread(GetThread(), NULL));
    const long Thread = SUCCEEDS(Start(0, ReturnArgument, NULL));
    FAILS(EFAULT, JoinThread(Thread, (unsigned *)KERNEL_IMAGE));
}

TEST(ThreadsShareMemoryAndALock) {
    long Threads[MOST];

    for (int Index = 0; Index < MOST; ++Index) {
        Threads[Index] = SUCCEEDS(Start(Index, CountUp, (void *)(long)Index));
    }
    for (int Index = 0; Index < MOST; ++Index) {
        unsigned Code = 99;
        EQUAL(0, JoinThread(Threads[Index], &Code), "join");
        EQUAL(Index, Code, "code");
    }
    EQUAL(MOST * ROUNDS, Counter, "the counter");
    EQUAL(0, Lock, "the lock");
}

TEST(AWordIsOnlyWaitedOnWhileItHoldsTheValue) {
    unsigned Word = 5;
    const TimeSpan Short = {0, 20000000}, Odd = {0, 2000000000};

    FAILS(EAGAIN, WaitWord(&Word, 6, NULL));
    FAILS(ETIMEDOUT, WaitWord(&Word, 5, &Short));
    FAILS(EINVAL, WaitWord(&Word, 5, &Odd));
    FAILS(EINVAL, WaitWord((char *)&Word + 1, 5, NULL));
    FAILS(EFAULT, WaitWord((unsigned *)KERNEL_IMAGE, 5, NULL));
    EQUAL(0, WakeWord(&Word, 1), "woken, where nobody waits");
}

static void WaitForReady(void *Argument) {
    __atomic_add_fetch(&Counter, 1, __ATOMIC_SEQ_CST);
    while (Ready == 0) WaitWord((unsigned *)&Ready, 0, NULL);
    ExitThread((unsigned)(unsigned long)Argument);
}

TEST(AsManyAreWokenAsAskedFor) {
    long Threads[MOST];

    for (int Index = 0; Index < MOST; ++Index) {
        Threads[Index] = SUCCEEDS(Start(Index, WaitForReady, NULL));
    }
    while (Counter < MOST) Yield();
    SleepMilliseconds(50);  // until all of them wait
    EQUAL(0, WakeWord((char *)&Ready + 4, 100), "woken on another word");
    Ready = 1;
    EQUAL(3, WakeWord(&Ready, 3), "woken of eight");
    EQUAL(MOST - 3, WakeWord(&Ready, 1000), "woken of the rest");
    for (int Index = 0; Index < MOST; ++Index) EQUAL(0, JoinThread(Threads[Index], NULL), "join");
}

TEST(SharedWordsWakeOtherProcesses) {
    volatile unsigned *Word = SharedPages(PAGE);
    const long Pid = Fork();

    if (Pid == 0) {
        while (*Word == 0) WaitWord(Word, 0, NULL);
        Exit((int)*Word);
    }
    SleepMilliseconds(50);
    *Word = 6;
    EQUAL(1, WakeWord(Word, 1), "woken");
    EXPECT_EXIT(Pid, 6);
}

TEST(EqualAddressesOfTwoProcessesAreTwoWords) {
    const TimeSpan Short = {0, 100000000};
    const long Pid = Fork();

    if (Pid == 0) {
        FAILS(ETIMEDOUT, WaitWord(&Ready, 0, &Short));
        StopIfFailed();
        Exit(0);
    }
    SleepMilliseconds(30);
    EQUAL(0, WakeWord(&Ready, 10), "woken by another process's private word");
    EXPECT_EXIT(Pid, 0);
}

static void Spin(void *Argument) {
    (void)Argument;
    for (;;) Counter++;
}

static void ExitProcess(void *Argument) { Exit((int)(long)Argument); }

TEST(ExitEndsAllThreads) {
    const long Pid = Fork();

    if (Pid == 0) {
        Start(0, Spin, NULL);
        Start(1, WaitForReady, NULL);
        Start(2, ExitProcess, (void *)21);
        for (;;) WaitWord((unsigned *)&Ready, 0, NULL);
    }
    EXPECT_EXIT(Pid, 21);
}

static void Crash(void *Argument) { *(volatile char *)Argument = 1; }

TEST(ACrashOfAThreadEndsItsProcess) {
    DIES(SIGSEGV, Start(0, Spin, NULL); Start(1, Crash, NULL); for (;;) Yield());
}

TEST(KillEndsAllThreads) {
    const long Pid = Fork();

    if (Pid == 0) {
        Start(0, Spin, NULL);
        Start(1, WaitForReady, NULL);
        for (;;) Yield();
    }
    SleepMilliseconds(50);
    EQUAL(0, Kill(Pid, SIGKILL), "kill");
    EXPECT_SIGNAL(Pid, SIGKILL);
}

TEST(TheLastThreadEndsTheProcess) {
    const long Pid = Fork();

    if (Pid == 0) {
        Start(0, ReturnArgument, NULL);
        ExitThread(5);
    }
    const int Status = WaitOrKill(Pid, 1000);
    EXPECT(Status != SIGKILL && (Status & 0xFF) == 0, "status 0x%x", Status);
}

// The kernel may refuse such a thread, or let it run into its end.
static void StartBadly(ThreadFunction Entry, void *Stack) {
    if (CreateThread(Entry, NULL, Stack) < 0) Crash(NULL);
    for (;;) Yield();
}

TEST(BadThreadsEndTheirProcessOnly) {
    DIES(SIGSEGV, StartBadly((ThreadFunction)KERNEL_IMAGE, Stacks[1]));
    DIES(SIGSEGV, StartBadly((ThreadFunction)NON_CANONICAL, Stacks[1]));
    DIES(SIGSEGV, StartBadly(Crash, NULL));
    DIES(SIGSEGV, StartBadly(Crash, (void *)KERNEL_IMAGE));
    DIES(SIGSEGV, StartBadly(Crash, (void *)16));
}

static void ForkInAThread(void *Argument) {
    (void)Argument;
    const long Pid = Fork();
    if (Pid == 0) Exit(31);
    int Status = -1;
    WaitPid(Pid, &Status, 0);
    ExitThread((unsigned)Status);
}

TEST(AForkTakesTheCallingThreadAlone) {
    unsigned Code = 0;

    Start(0, Spin, NULL);
    const long Thread = SUCCEEDS(Start(1, ForkInAThread, NULL));
    EQUAL(0, JoinThread(Thread, &Code), "join");
    EQUAL(31 << 8, Code, "the status of the thread's child");
}
