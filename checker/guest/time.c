// Clocks and sleeping.

#include "runtime/Guest.h"

static TimeSpan TimeOf(int Clock) {
    TimeSpan Time = {-1, -1};

    EQUAL(0, GetTime(Clock, &Time), "clock_gettime");
    EXPECT(Time.Nanoseconds >= 0 && Time.Nanoseconds < 1000000000, "%ld nanoseconds",
           (long)Time.Nanoseconds);
    return Time;
}

static long long Microseconds(int Clock) {
    const TimeSpan Time = TimeOf(Clock);

    return Time.Seconds * 1000000ll + (long)Time.Nanoseconds / 1000;
}

TEST(TheClockOnlyGoesForward) {
    long long Last = Microseconds(CLOCK_MONOTONIC);

    for (int Round = 0; Round < 3000; ++Round) {
        const long long Now = Microseconds(CLOCK_MONOTONIC);
        if (!EXPECT(Now >= Last, "back by %ld us", (long)(Last - Now))) return;
        Last = Now;
    }
}

TEST(SleepIsNeverShortAndHardlyLong) {
    static const long Milliseconds[] = {0, 1, 5, 10, 25, 100, 350};

    for (size_t Index = 0; Index < COUNT(Milliseconds); ++Index) {
        const long long Start = Microseconds(CLOCK_MONOTONIC);
        SleepMilliseconds(Milliseconds[Index]);
        const long Slept = (long)(Microseconds(CLOCK_MONOTONIC) - Start);
        EXPECT(Slept >= Milliseconds[Index] * 1000, "slept %ld us of %ld ms", Slept,
               Milliseconds[Index]);
        EXPECT(Slept <= Milliseconds[Index] * 1000 + 25000, "slept %ld us for %ld ms", Slept,
               Milliseconds[Index]);
    }
}

// The machine's clock is set to the first of January 2000.
TEST(TheWallClockIsThatOfTheMachine) {
    const long long Wall = TimeOf(CLOCK_REALTIME).Seconds;
    const long long NewCentury = 946684800;

    EXPECT(Wall >= NewCentury && Wall < NewCentury + 3600, "%ld seconds since 1970", (long)Wall);
    const long long Start = Microseconds(CLOCK_REALTIME), Begin = Microseconds(CLOCK_MONOTONIC);
    SleepMilliseconds(100);
    const long Wide = (long)(Microseconds(CLOCK_REALTIME) - Start);
    const long Long = (long)(Microseconds(CLOCK_MONOTONIC) - Begin);
    EXPECT(Wide - Long < 2000 && Long - Wide < 2000, "%ld us by the one, %ld by the other", Wide,
           Long);
}

static long long Nanoseconds(int Clock) { return Microseconds(Clock) * 1000; }

static long long ModifiedNanoseconds(const char *Path) {
    FileStatus Status = {0};

    EQUAL(0, StatusOfPath(Path, &Status), "stat");
    return Status.ModifiedNanoseconds;
}

TEST(FilesAreStampedWithTheWallClock) {
    const long long Start = Nanoseconds(CLOCK_REALTIME);
    const long Handle = Open("/tmp/stamped", O_WRONLY | O_CREAT, 0644);
    EXPECT(Handle >= 0, "open: %ld", Handle);
    const long long Made = ModifiedNanoseconds("/tmp/stamped");
    SleepMilliseconds(50);
    const long long Later = Nanoseconds(CLOCK_REALTIME);
    SUCCEEDS(Write((int)Handle, "a", 1));
    const long long Written = ModifiedNanoseconds("/tmp/stamped");
    const long long End = Nanoseconds(CLOCK_REALTIME);

    EXPECT(Made >= Start && Made < Later, "made %ld ns after", (long)(Made - Start));
    EXPECT(Written >= Later && Written <= End, "written %ld ns after", (long)(Written - Later));
    const long long Unpacked = ModifiedNanoseconds("/bin/init");
    EXPECT(Unpacked > 946684800000000000ll && Unpacked < Start, "a file of the initrd");
    Close((int)Handle);
}

TEST(WhatMakesNoSenseIsRefused) {
    static const TimeSpan Odd[] = {{-1, 0}, {0, -1}, {0, 1000000000}, {1, 0x7FFFFFFFFFFFFFFF}};
    TimeSpan Time;

    for (size_t Index = 0; Index < COUNT(Odd); ++Index) FAILS(EINVAL, Sleep(&Odd[Index]));
    FAILS(EINVAL, GetTime(2, &Time));
    FAILS(EINVAL, GetTime(-1, &Time));
}

// Longer than the clock will ever count is for ever, not an instant.
TEST(AVastSleepDoesNotEnd) {
    const TimeSpan Vast = {0x7FFFFFFFFFFFFFFF, 999999999};
    const long Pid = Fork();

    if (Pid == 0) {
        Sleep(&Vast);
        Exit(SURVIVED);
    }
    EQUAL(SIGKILL, WaitOrKill(Pid, 200), "its status");
}

TEST(SpinnersShareTheCPUFairly) {
    enum { SPINNERS = 3 };
    volatile unsigned *Turns = SharedPages(PAGE);
    long Pids[SPINNERS];

    for (int Index = 0; Index < SPINNERS; ++Index) {
        Pids[Index] = Fork();
        if (Pids[Index] == 0) for (;;) ++Turns[Index * 16];
    }
    SleepMilliseconds(900);
    for (int Index = 0; Index < SPINNERS; ++Index) Kill(Pids[Index], SIGKILL);
    for (int Index = 0; Index < SPINNERS; ++Index) EXPECT_SIGNAL(Pids[Index], SIGKILL);
    for (int Index = 1; Index < SPINNERS; ++Index) {
        const unsigned First = Turns[0] / 100, Other = Turns[Index * 16] / 100;
        EXPECT(First > 0 && Other > First * 3 / 4 && Other < First * 5 / 4, "%u and %u turns",
               First, Other);
    }
}

TEST(OneCPUSaysSo) {
    unsigned CPU = 99;
    unsigned char Mask[8] = {1};

    EQUAL(0, CALL1(SYS_GETCPU, &CPU), "getcpu");
    EQUAL(0, CPU, "the CPU");
    EXPECT(CALL3(SYS_SCHED_GETAFFINITY, 0, sizeof(Mask), Mask) > 0, "sched_getaffinity");
    EQUAL(1, Mask[0] & 1, "the CPUs allowed");
    EQUAL(0, CALL3(SYS_SCHED_SETAFFINITY, 0, sizeof(Mask), Mask), "sched_setaffinity");
    memset(Mask, 0, sizeof(Mask));
    FAILS(EINVAL, CALL3(SYS_SCHED_SETAFFINITY, 0, sizeof(Mask), Mask));
    FAILS(EFAULT, CALL3(SYS_SCHED_SETAFFINITY, 0, sizeof(Mask), KERNEL_IMAGE));
    FAILS(ESRCH, CALL3(SYS_SCHED_GETAFFINITY, 1000000, sizeof(Mask), Mask));
}
