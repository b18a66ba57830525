// What calls refuse, and with which error, as far as no other program here tries it.

#include "runtime/Guest.h"

#define MOST_CHILDREN 200
#define MOST_THREADS 300
#define STACK_BYTES (PAGE)
#define NO_HANDLE 63  // the last one that could be open

static long Children[MOST_CHILDREN];
static long Threads[MOST_THREADS];
static unsigned Gate;  // 0: closed

static void WaitAtTheGate(void *Argument) {
    (void)Argument;
    while (__atomic_load_n(&Gate, __ATOMIC_SEQ_CST) == 0) WaitWord(&Gate, 0, NULL);
    ExitThread(7);
}

static void OpenTheGate(void) {
    __atomic_store_n(&Gate, 1, __ATOMIC_SEQ_CST);
    WakeWord(&Gate, MOST_THREADS);
}

static void Make(const char *Path, int Mode) {
    Close(SUCCEEDS(Open(Path, O_CREAT | O_RDWR, Mode)));
}

// A system has room for so many, and all of it is there again when they are gone.
TEST(ForkRunsOutOfProcessesAndRecovers) {
    int Ends[2], First = 0;

    SUCCEEDS(MakePipe(Ends, 0));
    for (int Round = 0; Round < 2; ++Round) {
        int Count = 0;
        long Pid = 1;
        while (Count < MOST_CHILDREN && (Pid = Fork()) > 0) Children[Count++] = Pid;
        if (Pid == 0) {
            char Byte;
            Read(Ends[0], &Byte, 1);
            Exit(0);
        }
        EXPECT(Pid == -EAGAIN || Pid == -ENOMEM, "fork number %d: %ld", Count + 1, Pid);
        if (Round == 0) First = Count;
        EXPECT(Count > 10 && Count == First, "%d processes, then %d", First, Count);
        for (int Index = 0; Index < Count; ++Index) Kill(Children[Index], SIGKILL);
        for (int Index = 0; Index < Count; ++Index) EXPECT_SIGNAL(Children[Index], SIGKILL);
    }
}

TEST(ThreadsRunOutAndRecover) {
    char *Stacks = SharedPages(MOST_THREADS * STACK_BYTES);
    int First = 0;

    for (int Round = 0; Round < 2; ++Round) {
        int Count = 0;
        long Thread = 1;
        Gate = 0;
        while (Count < MOST_THREADS && Thread > 0) {
            Thread = CreateThread(WaitAtTheGate, NULL, Stacks + (Count + 1) * STACK_BYTES);
            if (Thread > 0) Threads[Count++] = Thread;
        }
        EXPECT(Thread == -EAGAIN || Thread == -ENOMEM, "thread %d: %ld", Count + 1, Thread);
        if (Round == 0) First = Count;
        EXPECT(Count > 10 && Count == First, "%d threads, then %d", First, Count);
        OpenTheGate();
        for (int Index = 0; Index < Count; ++Index) {
            unsigned Code = 0;
            EQUAL(0, JoinThread(Threads[Index], &Code), "join");
            EQUAL(7, Code, "its code");
        }
    }
}

TEST(AStatusNeedsAHandleAndMemory) {
    FileStatus Status;
    const long Handle = SUCCEEDS(Open("/dev/null", O_RDONLY, 0));

    FAILS(EBADF, StatusOf(NO_HANDLE, &Status));
    FAILS(EBADF, StatusOf(-1, &Status));
    FAILS(EFAULT, StatusOf(Handle, KERNEL_IMAGE));
    EQUAL(0, StatusOf(Handle, &Status), "fstat");
    EQUAL(S_IFCHR, Status.Mode & S_IFMT, "kind");
}

TEST(OnlyFilesOpenForWritingAreCut) {
    const long long Bytes = 4, Negative = -1;

    Make("/tmp/cut", 0644);
    const long Reader = SUCCEEDS(Open("/tmp/cut", O_RDONLY, 0));
    const long Directory = SUCCEEDS(Open("/tmp", O_RDONLY | O_DIRECTORY, 0));
    FAILS(EBADF, Truncate(NO_HANDLE, &Bytes));
    FAILS(EINVAL, Truncate(Reader, &Bytes));
    EXPECT(Truncate(Directory, &Bytes) < 0, "a directory was cut");
    const long Writer = SUCCEEDS(Open("/tmp/cut", O_WRONLY, 0));
    FAILS(EINVAL, Truncate(Writer, &Negative));
    EQUAL(0, Truncate(Writer, &Bytes), "ftruncate");
    EQUAL(0, Unlink("/tmp/cut"), "unlink");
}

TEST(PathsThatCannotBeAreNotMade) {
    FAILS(ENOENT, MakeDirectory("/tmp/nowhere/d", 0755));
    FAILS(ENOENT, MakeDirectory("", 0755));
    FAILS(ENOTDIR, MakeDirectory("/dev/null/d", 0755));
    FAILS(EEXIST, MakeDirectory("/", 0755));
    FAILS(EROFS, MakeDirectory("/system/d", 0755));
    FAILS(ENOTDIR, Unlink("/dev/null/file"));
    FAILS(EINVAL, RemoveDirectory("/tmp/."));
    FAILS(EBUSY, RemoveDirectory("/"));
    FAILS(EPERM, Link("/tmp", "/tmp/link"));
    FAILS(EROFS, Link("/bin/init", "/system/init"));
}

TEST(PermissionsAreAskedFor) {
    static char *const Words[] = {"/tmp/plain", NULL};
    static char *const Nothing[] = {NULL};

    Make("/tmp/plain", 0444);
    FAILS(EACCES, Open("/tmp/plain", O_WRONLY, 0));
    FAILS(EACCES, Open("/tmp/plain", O_RDWR | O_TRUNC, 0));
    FAILS(EACCES, Execute("/tmp/plain", Words, Nothing));
    FAILS(EACCES, Execute("/tmp", Words, Nothing));
    EQUAL(0, Unlink("/tmp/plain"), "unlink");
}

TEST(SeekingHasItsLimits) {
    long long Offset = 0;

    Make("/tmp/seek", 0644);
    const long Handle = SUCCEEDS(Open("/tmp/seek", O_RDWR, 0));
    FAILS(EBADF, Seek(NO_HANDLE, &Offset, SEEK_SET));
    FAILS(EINVAL, Seek(Handle, &Offset, 3));
    Offset = -1;
    FAILS(EINVAL, Seek(Handle, &Offset, SEEK_SET));
    Offset = -1;
    FAILS(EINVAL, Seek(Handle, &Offset, SEEK_END));
    Offset = 100;
    EQUAL(0, Seek(Handle, &Offset, SEEK_END), "behind the end");
    EQUAL(100, Offset, "the position");
    EQUAL(0, Unlink("/tmp/seek"), "unlink");
}

TEST(TheForegroundIsAGroupOfATerminal) {
    const long Terminal = SUCCEEDS(Open("/dev/console", O_RDWR, 0));
    const long Null = SUCCEEDS(Open("/dev/null", O_RDWR, 0));

    FAILS(EBADF, CALL2(SYS_TCSETPGRP, NO_HANDLE, GetGroup(0)));
    FAILS(ENOTTY, CALL2(SYS_TCSETPGRP, Null, GetGroup(0)));
    FAILS(EINVAL, CALL2(SYS_TCSETPGRP, Terminal, -1));
    FAILS(EPERM, CALL2(SYS_TCSETPGRP, Terminal, 1000000));
    // Whoever has ended is a member until somebody has waited.
    const long Pid = Fork();
    if (Pid == 0) {
        SetGroup(0, 0);
        Exit(0);
    }
    SleepMilliseconds(30);
    EQUAL(0, CALL2(SYS_TCSETPGRP, Terminal, Pid), "the group of a zombie");
    EXPECT_EXIT(Pid, 0);
    FAILS(EPERM, CALL2(SYS_TCSETPGRP, Terminal, Pid));
    EQUAL(0, CALL2(SYS_TCSETPGRP, Terminal, 0), "nobody");
}

TEST(GroupsHaveMembers) {
    FAILS(EPERM, SetGroup(0, 1000000));
    FAILS(EINVAL, SetGroup(0, -1));
    FAILS(ESRCH, SetGroup(GetParentPid(), 0));
}

TEST(TheCPUsAreAskedForWithinBounds) {
    unsigned char Mask[8] = {2};

    FAILS(EFAULT, CALL1(SYS_GETCPU, KERNEL_IMAGE));
    FAILS(EINVAL, CALL3(SYS_SCHED_SETAFFINITY, 0, 0, Mask));
    FAILS(EINVAL, CALL3(SYS_SCHED_SETAFFINITY, 0, sizeof(Mask), Mask));  // CPU 1 is not there
    FAILS(ESRCH, CALL3(SYS_SCHED_SETAFFINITY, 1000000, sizeof(Mask), Mask));
    FAILS(EINVAL, CALL3(SYS_SCHED_GETAFFINITY, 0, 0, Mask));
    FAILS(EFAULT, CALL3(SYS_SCHED_GETAFFINITY, 0, sizeof(Mask), KERNEL_IMAGE));
}

TEST(WhatIsNoCallIsRefused) {
    FAILS(EINVAL, Reboot(3));
    FAILS(EINVAL, Reboot(-1));
    FAILS(ENOSYS, CALL0(-1));
    FAILS(ENOSYS, CALL0(1000000));
    FAILS(EINVAL, WaitPid(-1, NULL, 2));
}
