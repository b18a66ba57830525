// Processes: ids, exit codes, waiting, killing, orphans, groups.

#include "runtime/Guest.h"

#define NO_SUCH_PID 1000000

TEST(IdsAreRight) {
    const long Parent = GetPid();
    const long Pid = Fork();

    EXPECT(Parent > 1, "pid %ld", Parent);
    if (Pid == 0) {
        EXPECT(GetPid() != Parent, "pid %ld", GetPid());
        EQUAL(Parent, GetParentPid(), "getppid");
        StopIfFailed();
        Exit(0);
    }
    EXPECT(Pid > 0 && Pid != Parent, "fork returned %ld", Pid);
    EXPECT_EXIT(Pid, 0);
}

TEST(EveryExitCodeArrives) {
    static const int Codes[] = {0, 1, 2, 127, 128, 200, 255};

    for (size_t Index = 0; Index < COUNT(Codes); ++Index) {
        const long Pid = Fork();
        if (Pid == 0) Exit(Codes[Index]);
        EXPECT_EXIT(Pid, Codes[Index]);
    }
}

TEST(WaitPidWaitsForOneOrAny) {
    int Status = -1;
    const long First = Fork();
    if (First == 0) {
        SleepMilliseconds(40);
        Exit(1);
    }
    const long Second = Fork();
    if (Second == 0) Exit(2);

    EQUAL(0, WaitPid(First, &Status, WNOHANG), "waitpid(WNOHANG) for one that lives");
    EQUAL(-1, Status, "the status, untouched");
    EQUAL(Second, WaitPid(-1, &Status, 0), "waitpid for any");
    EQUAL(2 << 8, Status, "its status");
    EQUAL(First, WaitPid(First, NULL, 0), "waitpid without a status");
    FAILS(ECHILD, WaitPid(First, &Status, 0));
    FAILS(ECHILD, WaitPid(-1, &Status, 0));
    FAILS(ECHILD, WaitPid(-1, &Status, WNOHANG));
}

TEST(WaitPidRefusesOthers) {
    FAILS(ECHILD, WaitPid(GetPid(), NULL, 0));
    FAILS(ECHILD, WaitPid(GetParentPid(), NULL, 0));
    FAILS(ECHILD, WaitPid(NO_SUCH_PID, NULL, 0));
    FAILS(EINVAL, WaitPid(-1, NULL, 0x1000));
    const long Pid = Fork();
    if (Pid == 0) Exit(3);
    SleepMilliseconds(30);
    FAILS(EFAULT, WaitPid(Pid, (int *)16, 0));
    const long Sibling = Fork();
    if (Sibling == 0) {
        FAILS(ECHILD, WaitPid(Pid, NULL, 0));  // the parent's child is not the child's
        StopIfFailed();
        Exit(0);
    }
    EXPECT_EXIT(Sibling, 0);
}

TEST(AProcessCanBeKilledWhateverItDoes) {
    int Ends[2];
    unsigned Word = 0;

    SUCCEEDS(MakePipe(Ends, 0));
    for (int Kind = 0; Kind < 6; ++Kind) {
        const long Pid = Fork();
        if (Pid == 0) {
            char Byte;
            const TimeSpan Long = {1000, 0};
            if (Kind == 0) for (;;);
            if (Kind == 1) for (;;) Yield();
            if (Kind == 2) Sleep(&Long);
            if (Kind == 3) Read(Ends[0], &Byte, 1);
            if (Kind == 4) WaitWord(&Word, 0, NULL);
            const long Own = GetPid();
            if (Kind == 5 && Fork() == 0) {
                while (GetParentPid() == Own) Yield();
                Exit(0);
            }
            if (Kind == 5) WaitPid(-1, NULL, 0);
            Exit(SURVIVED);
        }
        SleepMilliseconds(30);
        EQUAL(0, WaitPid(Pid, NULL, WNOHANG), "it lives");
        EQUAL(0, Kill(Pid, Kind == 5 ? SIGTERM : SIGKILL), "kill");
        EXPECT_SIGNAL(Pid, Kind == 5 ? SIGTERM : SIGKILL);
    }
}

TEST(SignalsEndAProcessWithTheirNumber) {
    static const int Signals[] = {SIGHUP, SIGINT, SIGABRT, SIGKILL, SIGTERM};

    for (size_t Index = 0; Index < COUNT(Signals); ++Index) {
        const long Pid = Fork();
        if (Pid == 0) for (;;) Yield();
        EQUAL(0, Kill(Pid, 0), "signal 0 only asks");
        EQUAL(0, WaitPid(Pid, NULL, WNOHANG), "it lives");
        EQUAL(0, Kill(Pid, Signals[Index]), "kill");
        EXPECT_SIGNAL(Pid, Signals[Index]);
        FAILS(ESRCH, Kill(Pid, SIGKILL));
    }
    DIES(SIGTERM, Kill(GetPid(), SIGTERM));
}

TEST(KillRefusesWhatMakesNoSense) {
    FAILS(ESRCH, Kill(NO_SUCH_PID, SIGKILL));
    FAILS(ESRCH, Kill(NO_SUCH_PID, 0));
    FAILS(ESRCH, Kill(-NO_SUCH_PID, SIGKILL));
    FAILS(EINVAL, Kill(GetPid(), -1));
    FAILS(EINVAL, Kill(GetPid(), 1000));
}

TEST(AZombieCanStillBeAskedAndWaitedFor) {
    const long Pid = Fork();

    if (Pid == 0) Exit(9);
    SleepMilliseconds(30);
    EQUAL(0, Kill(Pid, 0), "kill(0) of one that has ended and was not waited for");
    EQUAL(0, Kill(Pid, SIGKILL), "kill of it");
    EXPECT_EXIT(Pid, 9);
}

// Init, the parent of orphans, waits for all: the machine would never be switched off otherwise.
TEST(OrphansGetInitAsTheirParent) {
    volatile long *Seen = SharedPages(PAGE);
    const long Middle = Fork();

    if (Middle == 0) {
        const long Own = GetPid();
        if (Fork() == 0) {
            while (GetParentPid() == Own) Yield();
            Seen[0] = GetParentPid();
            Exit(0);
        }
        Exit(4);
    }
    EXPECT_EXIT(Middle, 4);
    for (int Turns = 0; Turns < 100 && Seen[0] == 0; ++Turns) SleepMilliseconds(10);
    EQUAL(1, Seen[0], "an orphan's parent");
    FAILS(ECHILD, WaitPid(-1, NULL, 0));
}

TEST(GroupsAreInheritedAndKilledAsOne) {
    const long Own = GetPid();

    EQUAL(GetGroup(0), GetGroup(Own), "getpgid of oneself, both ways");
    const long Leader = Fork();
    if (Leader == 0) {
        SUCCEEDS(SetGroup(0, 0));
        EQUAL(GetPid(), GetGroup(0), "the leader's group");
        const long Member = Fork();
        if (Member == 0) for (;;) Yield();
        EQUAL(GetPid(), GetGroup(Member), "the member's group");
        StopIfFailed();
        for (;;) Yield();
    }
    SleepMilliseconds(50);
    EQUAL(Leader, GetGroup(Leader), "the child's group");
    EXPECT(GetGroup(0) != Leader, "the parent's group is %ld", GetGroup(0));
    EQUAL(0, Kill(-Leader, SIGTERM), "kill of a group");
    EXPECT_SIGNAL(Leader, SIGTERM);
    SleepMilliseconds(30);
    FAILS(ESRCH, Kill(-Leader, 0));
    FAILS(ESRCH, GetGroup(NO_SUCH_PID));
    FAILS(ESRCH, SetGroup(NO_SUCH_PID, 0));
    FAILS(EINVAL, SetGroup(0, -5));
}

TEST(UnknownCallsAreRefused) {
    FAILS(ENOSYS, CALL0(SYSTEM_CALL_COUNT));
    FAILS(ENOSYS, CALL0(100000));
    FAILS(ENOSYS, CALL0(-1));
    FAILS(ENOSYS, CALL0((long)((unsigned long)-1 >> 1)));
#if IS_64_BIT
    FAILS(ENOSYS, CALL0(0x100000000 + SYS_GETPID));  // all 64 bits count
#endif
}

TEST(RegistersSurviveACall) {
    long Registers[PRESERVED_REGISTERS], Before[PRESERVED_REGISTERS];

    for (int Index = 0; Index < PRESERVED_REGISTERS; ++Index) {
        Before[Index] = Registers[Index] = (long)0xA5A5A5A5A5A5A500ull + Index;
    }
    SystemCallWithRegisters(SYS_GETPID, Registers);
    for (int Index = 0; Index < PRESERVED_REGISTERS; ++Index) {
        EQUAL(Before[Index], Registers[Index], "a register");
    }
    SystemCallWithRegisters(SYS_SCHED_YIELD, Registers);
    for (int Index = 0; Index < PRESERVED_REGISTERS; ++Index) {
        EQUAL(Before[Index], Registers[Index], "a register");
    }
}
