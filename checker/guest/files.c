// Files: what is written is read again; positions, holes, links, flags, and many at once.

#include "runtime/Guest.h"

static char Buffer[3 * PAGE];

static long Make(const char *Path) {
    return SUCCEEDS(Open(Path, O_CREAT | O_TRUNC | O_RDWR, 0644));
}

static long long SeekTo(long Handle, long long Offset, int Whence) {
    AbiI64 Position = Offset;
    const long Result = Seek(Handle, &Position, Whence);

    return Result < 0 ? Result : Position;
}

TEST(WhatIsWrittenIsReadAgain) {
    const long File = Make("/tmp/a");

    EQUAL(6, Write(File, "abcdef", 6), "write");
    EQUAL(0, Read(File, Buffer, 10), "read at the end");
    EQUAL(2, SeekTo(File, 2, SEEK_SET), "lseek");
    EQUAL(4, Read(File, Buffer, 10), "read");
    EXPECT(memcmp(Buffer, "cdef", 4) == 0, "%s", Buffer);
    EQUAL(3, SeekTo(File, -3, SEEK_CUR), "lseek");
    EQUAL(2, Write(File, "XY", 2), "write in the middle");
    EQUAL(5, SeekTo(File, -1, SEEK_END), "lseek");
    EQUAL(1, Read(File, Buffer, 10), "read");
    EQUAL('f', Buffer[0], "the last byte");
    Close(File);
    const long Again = SUCCEEDS(Open("/tmp/a", O_RDONLY, 0));
    EQUAL(6, Read(Again, Buffer, 10), "read of all");
    EXPECT(memcmp(Buffer, "abcXYf", 6) == 0, "%s", Buffer);
}

TEST(PositionsAreRefusedWhereTheyMakeNoSense) {
    const long File = Make("/tmp/p");

    EQUAL(-EINVAL, SeekTo(File, -1, SEEK_SET), "before the start");
    EQUAL(-EINVAL, SeekTo(File, 0, 3), "an unknown origin");
    EQUAL(0, SeekTo(File, 0, SEEK_CUR), "the position, unmoved");
    FAILS(EBADF, SeekTo(63, 0, SEEK_SET));
    FAILS(EFAULT, Seek(File, NULL, SEEK_SET));
    EQUAL(1ll << 40, SeekTo(File, 1ll << 40, SEEK_SET), "far behind the end");
    EQUAL(0, Read(File, Buffer, 1), "read there");
}

TEST(HolesReadAsZeroAndTakeNoRoom) {
    const long File = Make("/tmp/hole");
    FileStatus Status;

    SeekTo(File, 10 << 20, SEEK_SET);
    EQUAL(3, Write(File, "end", 3), "write behind a hole");
    EQUAL(0, StatusOf(File, &Status), "fstat");
    EQUAL((10 << 20) + 3, Status.Size, "its size");
    EXPECT(Status.Blocks < 256, "%lu blocks", (unsigned long)Status.Blocks);
    SeekTo(File, 5 << 20, SEEK_SET);
    memset(Buffer, 1, sizeof(Buffer));
    EQUAL(sizeof(Buffer), Read(File, Buffer, sizeof(Buffer)), "read of the hole");
    for (size_t At = 0; At < sizeof(Buffer); ++At) {
        if (!EQUAL(0, Buffer[At], "a byte of it")) return;
    }
}

TEST(TruncateCutsAndExtends) {
    const long File = Make("/tmp/cut");
    AbiI64 Bytes = 3, Negative = -1;
    FileStatus Status;

    memset(Buffer, 'x', sizeof(Buffer));
    EQUAL(sizeof(Buffer), Write(File, Buffer, sizeof(Buffer)), "write");
    EQUAL(0, Truncate(File, &Bytes), "ftruncate");
    Bytes = 2 * PAGE;
    EQUAL(0, Truncate(File, &Bytes), "ftruncate to more");
    StatusOf(File, &Status);
    EQUAL(2 * PAGE, Status.Size, "its size");
    SeekTo(File, 0, SEEK_SET);
    EQUAL(2 * PAGE, Read(File, Buffer, sizeof(Buffer)), "read");
    EQUAL('x', Buffer[2], "a byte that stayed");
    EQUAL(0, Buffer[3], "a byte behind the cut");
    EQUAL(0, Buffer[PAGE + 1], "a byte of the next page");
    FAILS(EINVAL, Truncate(File, &Negative));
    const long Reader = SUCCEEDS(Open("/tmp/cut", O_RDONLY, 0));
    EXPECT(Truncate(Reader, &Bytes) < 0, "ftruncate by one who may only read");
}

TEST(FlagsSayWhatMayBeDone) {
    FAILS(ENOENT, Open("/tmp/none", O_RDWR, 0));
    const long File = SUCCEEDS(Open("/tmp/flags", O_CREAT | O_EXCL | O_WRONLY, 0600));
    FAILS(EEXIST, Open("/tmp/flags", O_CREAT | O_EXCL | O_WRONLY, 0600));
    FAILS(EBADF, Read(File, Buffer, 1));
    EQUAL(3, Write(File, "one", 3), "write");
    const long Reader = SUCCEEDS(Open("/tmp/flags", O_RDONLY, 0));
    FAILS(EBADF, Write(Reader, "x", 1));
    const long Appender = SUCCEEDS(Open("/tmp/flags", O_WRONLY | O_APPEND, 0));
    SeekTo(Appender, 0, SEEK_SET);
    EQUAL(3, Write(Appender, "two", 3), "write at the end");
    EQUAL(6, Read(Reader, Buffer, 10), "read by another handle");
    EXPECT(memcmp(Buffer, "onetwo", 6) == 0, "%s", Buffer);
    Close(SUCCEEDS(Open("/tmp/flags", O_WRONLY | O_TRUNC, 0)));
    SeekTo(Reader, 0, SEEK_SET);
    EQUAL(0, Read(Reader, Buffer, 10), "read of a truncated file");
    FAILS(ENOTDIR, Open("/tmp/flags", O_RDONLY | O_DIRECTORY, 0));
    FAILS(EISDIR, Open("/tmp", O_WRONLY, 0));
    FAILS(EINVAL, Open("/tmp/flags", O_ACCMODE, 0));
    FAILS(ENOTDIR, Open("/tmp/flags/x", O_RDONLY, 0));
}

TEST(CopiesOfAHandleShareItsPosition) {
    const long File = Make("/tmp/dup");
    const long Copy = SUCCEEDS(Duplicate(File));

    Write(File, "0123456789", 10);
    EQUAL(10, SeekTo(Copy, 0, SEEK_CUR), "the copy's position");
    EQUAL(40, DuplicateTo(File, 40), "dup2");
    EQUAL(40, DuplicateTo(40, 40), "dup2 to itself");
    SeekTo(40, 4, SEEK_SET);
    EQUAL(1, Read(File, Buffer, 1), "read");
    EQUAL('4', Buffer[0], "a byte");
    const long Pid = Fork();
    if (Pid == 0) {
        SeekTo(File, 8, SEEK_SET);
        Exit(0);
    }
    EXPECT_EXIT(Pid, 0);
    EQUAL(8, SeekTo(File, 0, SEEK_CUR), "the position after a child moved it");
    EQUAL(0, Close(File), "close");
    FAILS(EBADF, Close(File));
    EQUAL(File, Duplicate(Copy), "the lowest free handle");
    FAILS(EBADF, Duplicate(-1));
    FAILS(EBADF, Duplicate(1000));
    FAILS(EBADF, DuplicateTo(Copy, -1));
    FAILS(EBADF, DuplicateTo(Copy, 1000));
    FAILS(EBADF, DuplicateTo(50, 51));
}

TEST(AnUnlinkedFileLivesAsLongAsItIsOpen) {
    const long File = Make("/tmp/gone");

    Write(File, "still here", 10);
    EQUAL(0, Unlink("/tmp/gone"), "unlink");
    FAILS(ENOENT, Open("/tmp/gone", O_RDONLY, 0));
    FAILS(ENOENT, Unlink("/tmp/gone"));
    const long Other = Make("/tmp/gone");
    Write(Other, "new", 3);
    SeekTo(File, 0, SEEK_SET);
    EQUAL(10, Read(File, Buffer, 20), "read of the unlinked one");
    EXPECT(memcmp(Buffer, "still here", 10) == 0, "its first byte is 0x%x", Buffer[0]);
    FileStatus Status;
    StatusOf(File, &Status);
    EQUAL(0, Status.Links, "its links");
}

TEST(AReplacedFileLivesAsLongAsItIsOpen) {
    const long File = Make("/tmp/replaced");
    const long Other = Make("/tmp/replacer");

    Write(File, "still here", 10);
    Write(Other, "new", 3);
    EQUAL(0, Rename("/tmp/replacer", "/tmp/replaced"), "rename");
    SeekTo(File, 0, SEEK_SET);
    EQUAL(10, Read(File, Buffer, 20), "read of the replaced one");
    EXPECT(memcmp(Buffer, "still here", 10) == 0, "its first byte is 0x%x", Buffer[0]);
    EQUAL(3, Read(SUCCEEDS(Open("/tmp/replaced", O_RDONLY, 0)), Buffer, 20), "read of the other");
}

TEST(ALinkIsTheSameFile) {
    FileStatus First, Second;
    const long File = Make("/tmp/first");

    Unlink("/tmp/second");
    EQUAL(0, Link("/tmp/first", "/tmp/second"), "link");
    Write(File, "both", 4);
    EQUAL(0, StatusOfPath("/tmp/first", &First), "stat");
    EQUAL(0, StatusOfPath("/tmp/second", &Second), "stat");
    EXPECT(First.Inode == Second.Inode, "inodes %lu and %lu", (unsigned long)First.Inode,
           (unsigned long)Second.Inode);
    EQUAL(2, Second.Links, "links");
    EQUAL(4, Second.Size, "size");
    EQUAL(S_IFREG, Second.Mode & S_IFMT, "kind");
    FAILS(EEXIST, Link("/tmp/first", "/tmp/second"));
    FAILS(ENOENT, Link("/tmp/none", "/tmp/third"));
    EXPECT(Link("/tmp", "/tmp/third") < 0, "link of a directory");
    EQUAL(0, Unlink("/tmp/first"), "unlink");
    StatusOf(File, &First);
    EQUAL(1, First.Links, "links");
}

// Each writes its own pieces, at the end of one file: none may be lost or torn.
TEST(AppendersLoseNothing) {
    int Seen[4] = {0};

    Close(Make("/tmp/log"));
    for (int Writer = 0; Writer < 4; ++Writer) {
        if (Fork() != 0) continue;
        const long File = Open("/tmp/log", O_WRONLY | O_APPEND, 0);
        memset(Buffer, 'a' + Writer, 50);
        for (int Round = 0; Round < 100; ++Round) {
            if (Write(File, Buffer, 50) != 50) Exit(1);
            if (Round % 10 == Writer) Yield();
        }
        Exit(0);
    }
    for (int Writer = 0; Writer < 4; ++Writer) WaitPid(-1, NULL, 0);
    const long Reader = SUCCEEDS(Open("/tmp/log", O_RDONLY, 0));
    while (Read(Reader, Buffer, 50) == 50) {
        for (int At = 0; At < 50; ++At) {
            if (!EQUAL(Buffer[0], Buffer[At], "a byte of one piece")) return;
        }
        ++Seen[(Buffer[0] - 'a') & 3];
    }
    for (int Writer = 0; Writer < 4; ++Writer) EQUAL(100, Seen[Writer], "pieces of a writer");
}
