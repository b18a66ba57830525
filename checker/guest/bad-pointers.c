// Bad pointers to every call that takes one: each is refused with EFAULT, and nothing is disturbed.

#include "runtime/Guest.h"

#define EDGE_BYTES 4

// Pages: readable and writable, then read-only, then nothing.
static long Writable, ReadOnly, Missing;

static void MakePages(void) {
    Writable = SUCCEEDS(Map(0, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS));
    ReadOnly = Writable + PAGE;
    Missing = Writable + 2 * PAGE;
    SUCCEEDS(Unmap(Missing, PAGE));
    memset((void *)ReadOnly, 'x', PAGE);  // no NUL: a text that runs into the missing page
    SUCCEEDS(Protect(ReadOnly, PAGE, PROT_READ));
    StopIfFailed();
}

// Addresses at which not one byte may be read, and the same for bytes that run into such.
static int Unreadable(long *Into) {
    const long Bad[] = {0, 1, 4095, Missing, Missing + 100, (long)KERNEL_IMAGE,
        (long)KERNEL_DIRECT, (long)USER_END, (long)(USER_END - 1), (long)NON_CANONICAL, -1, -8,
        (long)(1ul << (sizeof(long) * 8 - 1)), Missing - EDGE_BYTES};

    memcpy(Into, Bad, sizeof(Bad));
    return COUNT(Bad);
}

// The same for writing; also what may only be read.
static int Unwritable(long *Into) {
    const int Count = Unreadable(Into);

    Into[Count] = ReadOnly;
    Into[Count + 1] = ReadOnly - EDGE_BYTES;
    Into[Count + 2] = (long)Unreadable;  // code
    return Count + 3;
}

#define EACH_UNREADABLE(At, ...)                                            \
    do {                                                                    \
        long Addresses[32];                                                 \
        MakePages();                                                        \
        for (int Index = Unreadable(Addresses) - 1; Index >= 0; --Index) {  \
            const long At = Addresses[Index];                               \
            __VA_ARGS__;                                                    \
        }                                                                   \
    } while (0)

#define EACH_UNWRITABLE(At, ...)                                            \
    do {                                                                    \
        long Addresses[32];                                                 \
        MakePages();                                                        \
        for (int Index = Unwritable(Addresses) - 1; Index >= 0; --Index) {  \
            const long At = Addresses[Index];                               \
            __VA_ARGS__;                                                    \
        }                                                                   \
    } while (0)

#define REFUSED(At, Call) \
    EXPECT((Call) == -EFAULT, #Call " at 0x%lx gave another result", (unsigned long)(At))

TEST(PathsAreRefused) {
    FileStatus Status;
    char *const Words[] = {NULL};

    EACH_UNREADABLE(At, {
        REFUSED(At, Open(At, O_RDONLY, 0));
        REFUSED(At, StatusOfPath(At, &Status));
        REFUSED(At, Unlink(At));
        REFUSED(At, Link(At, "/tmp/x"));
        REFUSED(At, Link("/bin/test", At));
        REFUSED(At, Rename(At, "/tmp/x"));
        REFUSED(At, Rename("/bin/test", At));
        REFUSED(At, MakeDirectory(At, 0755));
        REFUSED(At, RemoveDirectory(At));
        REFUSED(At, ChangeDirectory(At));
        REFUSED(At, Execute(At, Words, Words));
        REFUSED(At, CreatePort(At, 1, 1));
        REFUSED(At, OpenPort(At));
    });
}

TEST(WhatIsToBeWrittenIsRefused) {
    int Ends[2];

    SUCCEEDS(MakePipe(Ends, 0));
    const long File = SUCCEEDS(Open("/tmp/bad", O_CREAT | O_RDWR, 0600));
    const long Port = SUCCEEDS(CreatePort("bad", 4, 64));
    EACH_UNREADABLE(At, {
        REFUSED(At, Write(Ends[1], At, 64));
        REFUSED(At, Send(Port, At, 64, NULL));
        // A part may have been written before the bad page; not a byte of it may be.
        const long Result = Write(File, At, 64);
        EXPECT(Result == -EFAULT || Result == EDGE_BYTES, "write at 0x%lx gave %ld",
               (unsigned long)At, Result);
    });
}

TEST(BuffersAreRefused) {
    int Ends[2];
    AbiI64 Start = 0;

    SUCCEEDS(MakePipe(Ends, 0));
    const long File = SUCCEEDS(Open("/bin/test", O_RDONLY, 0));
    const long Port = SUCCEEDS(CreatePort("buffers", 4, 64));
    const long Zero = SUCCEEDS(Open("/dev/zero", O_RDONLY, 0));
    const TimeSpan AtOnce = {0, 0};
    char Message[64] = {0};
    EACH_UNWRITABLE(At, {
        Seek(File, &Start, SEEK_SET);
        Write(Ends[1], Message, 64);
        Send(Port, Message, 64, NULL);
        long Result = Read(File, At, 64);
        EXPECT(Result == -EFAULT || Result == EDGE_BYTES, "read at 0x%lx gave %ld",
               (unsigned long)At, Result);
        Result = Read(Zero, At, 64);
        EXPECT(Result == -EFAULT || Result == EDGE_BYTES, "read of zeros at 0x%lx gave %ld",
               (unsigned long)At, Result);
        REFUSED(At, Read(Ends[0], At, 64));
        REFUSED(At, Receive(Port, At, 64, NULL));
        REFUSED(At, GetDirectory(At, 64) == 2 ? -EFAULT : GetDirectory(At, 64));
        const long Directory = SUCCEEDS(Open("/", O_RDONLY, 0));
        Result = ReadDirectory(Directory, At, 512);
        EXPECT(Result < 0, "getdents at 0x%lx gave %ld", (unsigned long)At, Result);
        Close(Directory);
        while (Receive(Port, Message, 64, &AtOnce) > 0) continue;
    });
}

TEST(ResultsAreRefused) {
    const long File = SUCCEEDS(Open("/bin/test", O_RDONLY, 0));
    AbiI64 Good = 0;

    EACH_UNWRITABLE(At, {
        REFUSED(At, StatusOf(File, At));
        REFUSED(At, StatusOfPath("/bin/test", At));
        REFUSED(At, MakePipe(At, 0));
        REFUSED(At, GetTime(CLOCK_MONOTONIC, At));
        // Four bytes are all that getcpu writes, and it may not want any.
        if (At != 0 && At != ReadOnly - EDGE_BYTES) REFUSED(At, CALL1(SYS_GETCPU, At));
        EXPECT(Seek(File, At, SEEK_SET) < 0, "lseek at 0x%lx", (unsigned long)At);
    });
    EQUAL(0, Seek(File, &Good, SEEK_SET), "lseek after all that");
}

TEST(StructuresAreRefused) {
    const long File = SUCCEEDS(Open("/tmp/cut", O_CREAT | O_RDWR, 0600));
    unsigned Word = 0;

    EACH_UNREADABLE(At, {
        if (At == 0) continue;  // NULL is no time limit
        REFUSED(At, WaitWord(&Word, 0, At));
        REFUSED(At, Sleep(At));
        REFUSED(At, Seek(File, At, SEEK_SET));
        REFUSED(At, Truncate(File, At));
        if (At % 4 == 0 && At != Missing - EDGE_BYTES) REFUSED(At, WaitWord(At, 0, NULL));
    });
    FAILS(EFAULT, Sleep(NULL));
}

// A buffer that is as large as the address space allows reaches into the kernel.
TEST(VastSizesAreRefused) {
    const long Zero = SUCCEEDS(Open("/dev/zero", O_RDONLY, 0));
    const long Null = SUCCEEDS(Open("/dev/null", O_WRONLY, 0));
    int Ends[2];

    MakePages();
    SUCCEEDS(MakePipe(Ends, 0));
    const unsigned long Sizes[] = {USER_END, -1ul, -1ul >> 1, -(unsigned long)Writable};
    for (size_t Index = 0; Index < COUNT(Sizes); ++Index) {
        const long Filled = Read(Zero, Writable, Sizes[Index]);
        EXPECT(Filled < 0 || Filled <= (long)PAGE, "read gave %ld", Filled);
        const long Written = Write(Null, Writable, Sizes[Index]);
        EXPECT(Written < 0 || Written <= (long)(2 * PAGE), "write gave %ld", Written);
    }
    EQUAL('x', *(char *)ReadOnly, "a byte of the page behind");
}
