// Pipes: bytes in order, ends, blocking, many at both ends.

#include "runtime/Guest.h"

#define MUCH 300000

static char Buffer[8192];

static unsigned char ByteAt(unsigned long Position) {
    return (unsigned char)(Position * 7 + Position / 251);
}

TEST(BytesArriveInOrder) {
    int Ends[2];

    SUCCEEDS(MakePipe(Ends, 0));
    EXPECT(Ends[0] >= 0 && Ends[1] > Ends[0], "handles %d and %d", Ends[0], Ends[1]);
    EQUAL(5, Write(Ends[1], "hello", 5), "write");
    EQUAL(3, Write(Ends[1], "you", 3), "write");
    EQUAL(2, Read(Ends[0], Buffer, 2), "read of two");
    EQUAL(6, Read(Ends[0], Buffer + 2, 100), "read of what is there");
    EXPECT(memcmp(Buffer, "helloyou", 8) == 0, "%s", Buffer);
    EQUAL(0, Read(Ends[0], Buffer, 0), "read of nothing");
    EQUAL(0, Write(Ends[1], Buffer, 0), "write of nothing");
}

TEST(MuchGoesThroughASmallPipe) {
    int Ends[2];
    unsigned long Position = 0;

    SUCCEEDS(MakePipe(Ends, 0));
    const long Pid = Fork();
    if (Pid == 0) {
        Close(Ends[0]);
        for (unsigned long Sent = 0; Sent < MUCH;) {
            const unsigned long Size = 1 + Sent % 5000;
            for (unsigned long At = 0; At < Size; ++At) Buffer[At] = (char)ByteAt(Sent + At);
            EQUAL(Size, Write(Ends[1], Buffer, Size), "write");
            StopIfFailed();
            Sent += Size;
        }
        Exit(0);
    }
    Close(Ends[1]);
    for (;;) {
        const long Size = Read(Ends[0], Buffer, 1 + Position % 6000);
        if (Size <= 0) break;
        for (long At = 0; At < Size; ++At) {
            if (!EQUAL(ByteAt(Position + At), (unsigned char)Buffer[At], "a byte")) return;
        }
        Position += Size;
    }
    EXPECT(Position >= MUCH, "%lu bytes came", Position);
    EXPECT_EXIT(Pid, 0);
}

TEST(TheEndComesWhenTheLastWriterIsGone) {
    int Ends[2];

    SUCCEEDS(MakePipe(Ends, 0));
    const long Pid = Fork();
    if (Pid == 0) {
        SleepMilliseconds(30);
        Exit(0);
    }
    SUCCEEDS(Write(Ends[1], "z", 1));
    Close(Ends[1]);
    EQUAL(1, Read(Ends[0], Buffer, 10), "what was there");
    EQUAL(0, Read(Ends[0], Buffer, 10), "the end");
    EQUAL(0, Read(Ends[0], Buffer, 10), "the end once more");
    EXPECT_EXIT(Pid, 0);
}

TEST(WritingToNobodyEndsTheWriter) {
    int Ends[2];

    SUCCEEDS(MakePipe(Ends, 0));
    Close(Ends[0]);
    DIES(SIGPIPE, Write(Ends[1], "a", 1));
    // A writer that waits for room learns of it, too.
    SUCCEEDS(MakePipe(Ends, 0));
    const long Pid = Fork();
    if (Pid == 0) {
        Close(Ends[0]);
        while (Write(Ends[1], Buffer, sizeof(Buffer)) > 0) continue;
        Exit(SURVIVED);
    }
    SleepMilliseconds(50);
    Close(Ends[0]);
    EXPECT_SIGNAL(Pid, SIGPIPE);
}

TEST(NonBlockingEndsDoNotBlock) {
    int Ends[2];
    long Result, Total = 0;

    SUCCEEDS(MakePipe(Ends, O_NONBLOCK));
    FAILS(EAGAIN, Read(Ends[0], Buffer, 1));
    while ((Result = Write(Ends[1], Buffer, 1000)) > 0) Total += Result;
    EQUAL(-EAGAIN, Result, "write to a full pipe");
    EXPECT(Total >= 512, "room for %ld bytes", Total);
    while ((Result = Read(Ends[0], Buffer, 1000)) > 0) Total -= Result;
    EQUAL(-EAGAIN, Result, "read from an empty pipe");
    EQUAL(0, Total, "what went in and did not come out");
}

TEST(ThoseThatMakeNoSenseAreRefused) {
    int Ends[2] = {-1, -1};
    FileStatus Status;
    AbiI64 Offset = 0;

    FAILS(EINVAL, MakePipe(Ends, 0x40000000));
    FAILS(EFAULT, MakePipe(NULL, 0));
    FAILS(EFAULT, MakePipe((int *)KERNEL_IMAGE, 0));
    SUCCEEDS(MakePipe(Ends, 0));
    FAILS(EBADF, Write(Ends[0], "a", 1));
    FAILS(EBADF, Read(Ends[1], Buffer, 1));
    FAILS(ESPIPE, Seek(Ends[0], &Offset, SEEK_SET));
    EQUAL(0, StatusOf(Ends[0], &Status), "fstat");
    EQUAL(S_IFIFO, Status.Mode & S_IFMT, "its kind");
    FAILS(EFAULT, Write(Ends[1], KERNEL_IMAGE, 4));
    SUCCEEDS(Write(Ends[1], "abcd", 4));
    FAILS(EFAULT, Read(Ends[0], KERNEL_IMAGE, 4));
}

// A pipe that failed to hand out its second handle must not keep the first.
TEST(AFullTableOfHandlesIsAnErrorAndLeavesNothing) {
    int Ends[2];
    long Handle, Last = -1;

    while ((Handle = Duplicate(1)) >= 0) Last = Handle;
    EQUAL(-EMFILE, Handle, "dup, in the end");
    FAILS(EMFILE, MakePipe(Ends, 0));
    FAILS(EMFILE, Open("/tmp/x", O_CREAT | O_RDWR, 0600));
    Close(Last);
    FAILS(EMFILE, MakePipe(Ends, 0));
    EQUAL(Last, Duplicate(1), "the one that is free");
}

TEST(ManyWritersMixWholePieces) {
    int Ends[2];
    int Seen[4] = {0};

    SUCCEEDS(MakePipe(Ends, 0));
    for (int Writer = 0; Writer < 4; ++Writer) {
        if (Fork() != 0) continue;
        memset(Buffer, 'a' + Writer, 100);
        for (int Round = 0; Round < 200; ++Round) {
            if (Write(Ends[1], Buffer, 100) != 100) Exit(1);
            if (Round % 3 == Writer % 3) Yield();  // and then write when others wait for room
        }
        Exit(0);
    }
    Close(Ends[1]);
    for (int Piece = 0; Piece < 800; ++Piece) {
        long Have = 0;
        if (Piece % 100 == 0) SleepMilliseconds(30);  // until the pipe is full
        while (Have < 100) {
            const long Size = Read(Ends[0], Buffer + Have, 100 - Have);
            if (!EXPECT(Size > 0, "read gave %ld", Size)) return;
            Have += Size;
        }
        for (int At = 0; At < 100; ++At) {
            if (!EQUAL(Buffer[0], Buffer[At], "a byte of one piece")) return;
        }
        ++Seen[Buffer[0] - 'a'];
    }
    for (int Writer = 0; Writer < 4; ++Writer) {
        EQUAL(200, Seen[Writer], "pieces of a writer");
        EQUAL(0, WaitPid(-1, NULL, 0) < 0, "a writer that cannot be waited for");
    }
}
