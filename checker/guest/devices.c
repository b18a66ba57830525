// Device files and the kernel's views of itself.

#include "runtime/Guest.h"

static char Buffer[4 * PAGE];

TEST(NullTakesAllAndGivesNothing) {
    const long Null = SUCCEEDS(Open("/dev/null", O_RDWR, 0));
    FileStatus Status;

    EQUAL(100, Write(Null, Buffer, 100), "write");
    EQUAL(0, Read(Null, Buffer, 100), "read");
    EQUAL(0, StatusOf(Null, &Status), "fstat");
    EQUAL(S_IFCHR, Status.Mode & S_IFMT, "kind");
    FAILS(ENOTTY, IsTerminal(Null));
}

TEST(ZeroGivesZeros) {
    const long Zero = SUCCEEDS(Open("/dev/zero", O_RDONLY, 0));

    memset(Buffer, 1, sizeof(Buffer));
    for (size_t Have = 0; Have < sizeof(Buffer);) {
        const long Bytes = Read(Zero, Buffer + Have, sizeof(Buffer) - Have);
        if (!EXPECT(Bytes > 0, "read gave %ld", Bytes)) return;
        Have += (size_t)Bytes;
    }
    for (size_t At = 0; At < sizeof(Buffer); ++At) {
        if (!EQUAL(0, Buffer[At], "a byte")) return;
    }
}

TEST(RandomGivesEverOtherBytes) {
    const long Random = SUCCEEDS(Open("/dev/random", O_RDONLY, 0));
    int Seen[256] = {0}, Different = 0;

    EQUAL(64, Read(Random, Buffer, 64), "read");
    EQUAL(64, Read(Random, Buffer + 64, 64), "read");
    EXPECT(memcmp(Buffer, Buffer + 64, 64) != 0, "the same bytes twice");
    EQUAL(4096, Read(Random, Buffer, 4096), "read");
    for (int At = 0; At < 4096; ++At) {
        if (Seen[(unsigned char)Buffer[At]]++ == 0) ++Different;
    }
    EXPECT(Different > 200, "%d different bytes in 4096", Different);
}

TEST(TheConsoleIsATerminal) {
    const long Console = SUCCEEDS(Open("/dev/console", O_RDWR, 0));

    EQUAL(1, IsTerminal(Console), "isatty");
    EQUAL(1, IsTerminal(0), "isatty of handle 0");
    FAILS(ENOTTY, IsTerminal(SUCCEEDS(Open("/bin/test", O_RDONLY, 0))));
    FAILS(EBADF, IsTerminal(50));
    EQUAL(6, Write(Console, "hello\n", 6), "write");
    FAILS(EFAULT, Write(Console, KERNEL_IMAGE, 6));
}

TEST(ViewsAreTextAndReadOnly) {
    static const char *const Views[] = {"cpus", "interrupts", "tasks", "memory", "log"};
    char Path[40];

    for (size_t Index = 0; Index < COUNT(Views); ++Index) {
        FormatText(Path, sizeof(Path), "/system/%s", Views[Index]);
        const long View = SUCCEEDS(Open(Path, O_RDONLY, 0));
        long Total = 0, Bytes;
        while ((Bytes = Read(View, Buffer, 100)) > 0) {
            for (long At = 0; At < Bytes; ++At) {
                const char Letter = Buffer[At];
                if (!EXPECT(Letter == '\n' || (Letter >= ' ' && Letter <= '~'), "%s: byte 0x%x",
                            Path, Letter)) return;
            }
            Total += Bytes;
        }
        EXPECT(Bytes == 0 && Total > 10, "%s has %ld bytes, then %ld", Path, Total, Bytes);
        EXPECT(Open(Path, O_WRONLY, 0) < 0, "%s can be opened for writing", Path);
        EXPECT(Unlink(Path) < 0, "%s can be removed", Path);
        Close(View);
    }
    FAILS(ENOENT, Open("/system/none", O_RDONLY, 0));
    EXPECT(Open("/system/new", O_CREAT | O_RDWR, 0600) < 0, "a file beside the views");
}
