// What files/ promises of /dev and /system.

#include "abi/Errors.h"
#include "base/String.h"
#include "files/Files.h"
#include "memory/Heap.h"
#include "probe/Probe.h"

#define LINES 1000

static U32 Opens;

static Object *Open(const char *Path, U32 Flags) {
    Node *Root = RootDirectory();
    Object *Opened = NULL;
    const INT Result = OpenFile(Root, Path, Flags, 0, &Opened);

    PROBE_EXPECT(Result == 0, "open %s, flags 0x%x: %ld", Path, Flags, Result);
    ReleaseNode(Root);
    return Opened;
}

PROBE(StandardDevicesWork, "null, zero and random read and swallow what they should") {
    const U32 Blocks = GetHeapCounts().Blocks;
    static const char *const Names[] = {"/dev/null", "/dev/zero", "/dev/random"};
    U8 First[63], Second[63];

    for (U32 Index = 0; Index < ARRAY_COUNT(Names); ++Index) {
        Object *Device = Open(Names[Index], O_RDWR | O_CREAT | O_TRUNC);
        FileStatus Status = {0};

        memset(First, 'f', sizeof(First));
        memset(Second, 's', sizeof(Second));
        PROBE_EQUAL(sizeof(First), WriteObject(Device, First, sizeof(First)), "written");
        const SIZE Expected = Index == 0 ? 0 : sizeof(First);
        PROBE_EQUAL(Expected, ReadObject(Device, First, sizeof(First)), "read");
        ReadObject(Device, Second, sizeof(Second));
        PROBE_EQUAL(Index != 1, memcmp(First, Second, sizeof(First)) != 0, "two reads differ");
        if (Index == 1) PROBE_EQUAL(0, First[0] + First[62], "zeros");
        PROBE_EQUAL(0, GetObjectStatus(Device, &Status), "status");
        PROBE_EQUAL(S_IFCHR, Status.Mode & S_IFMT, "kind");
        ReleaseObject(Device);
        Device = Open(Names[Index], O_RDONLY);
        PROBE_EQUAL(-EBADF, WriteObject(Device, First, 1), "write to what is open for reading");
        ReleaseObject(Device);
        Device = Open(Names[Index], O_WRONLY);
        PROBE_EQUAL(-EBADF, ReadObject(Device, First, 1), "read from what is open for writing");
        ReleaseObject(Device);
    }
    PROBE_EQUAL(Blocks, GetHeapCounts().Blocks, "heap blocks");
}

PROBE(RandomBitsAreBalanced, "of 32 Ki random bits about half are set, in each place") {
    static U8 Bytes[4096];
    Object *Random = Open("/dev/random", O_RDONLY);
    U32 Counts[8] = {0};

    PROBE_EQUAL(sizeof(Bytes), ReadObject(Random, Bytes, sizeof(Bytes)), "read");
    for (U32 Index = 0; Index < sizeof(Bytes) * 8; ++Index) {
        Counts[Index % 8] += Bytes[Index / 8] >> Index % 8 & 1;
    }
    // Six standard deviations of 4096 throws are 192.
    for (U32 Bit = 0; Bit < 8; ++Bit) {
        PROBE_EXPECT(Counts[Bit] > 1856 && Counts[Bit] < 2240, "bit %u: %u", Bit, Counts[Bit]);
    }
    ReleaseObject(Random);
}

static INT OpenNothing(U32 Flags, Object **Opened) {
    (void)Opened;
    return Flags & O_NONBLOCK ? -EAGAIN : -EIO;
}

PROBE(DevicesAreAdded, "a name once, in /dev alone; open says what the device says") {
    Node *Root = RootDirectory();
    Object *Opened;

    PROBE_EQUAL(0, AddDevice("probe", OpenNothing), "add");
    PROBE_EQUAL(-EEXIST, AddDevice("probe", OpenNothing), "add again");
    PROBE_EQUAL(-EEXIST, AddDevice("null", OpenNothing), "add what there is");
    PROBE_EQUAL(-EINVAL, AddDevice("/probe2", OpenNothing), "a path");
    PROBE_EQUAL(-EINVAL, AddDevice("../probe2", OpenNothing), "a path");
    PROBE_EQUAL(-EINVAL, AddDevice("..", OpenNothing), "no name");
    PROBE_EQUAL(-EINVAL, AddDevice("slash/", OpenNothing), "no name");
    PROBE_EQUAL(-EIO, OpenFile(Root, "/dev/probe", O_RDONLY, 0, &Opened), "open");
    PROBE_EQUAL(-EAGAIN, OpenFile(Root, "dev/probe", O_NONBLOCK, 0, &Opened), "open");
    PROBE_EQUAL(-EROFS, UnlinkFile(Root, "/dev/probe"), "unlink");
    PROBE_EQUAL(-EROFS, RenameFile(Root, "/dev/probe", "/x"), "rename");
    PROBE_EQUAL(-EROFS, MakeDirectory(Root, "/dev/x", 0777), "mkdir");
    PROBE_EQUAL(-EROFS, LinkFile(Root, "/dev/null", "/dev/x"), "link");
    PROBE_EQUAL(-EROFS, OpenFile(Root, "/dev/x", O_CREAT | O_RDWR, 0, &Opened), "create");
    PROBE_EQUAL(-EBUSY, RemoveDirectory(Root, "/dev"), "rmdir");
    PROBE_EQUAL(-EBUSY, RenameFile(Root, "/dev", "/x"), "rename of /dev");
    ReleaseNode(Root);
}

static void WriteManyLines(TextWriter *To) {
    ++Opens;
    for (U32 Line = 0; Line < LINES; ++Line) WriteText(To, "open %u line %04u\n", Opens, Line);
}

PROBE(ViewsAreMadeAtOpen, "each handle keeps the text of its time, of any length, read-only") {
    const U32 Blocks = GetHeapCounts().Blocks;
    const SIZE LineBytes = StringLength("open 1 line 0000\n");
    char Text[64];
    I64 Offset = (I64)(999 * LineBytes);
    FileStatus Status = {0}, Named = {0};
    Object *Opened;
    Node *Root = RootDirectory();

    PROBE_EQUAL(0, AddSystemView("probe", WriteManyLines), "add");
    PROBE_EQUAL(-EEXIST, AddSystemView("probe", WriteManyLines), "add again");
    Object *First = Open("/system/probe", O_RDONLY);
    Object *Second = Open("/system/probe", O_RDONLY);
    PROBE_EQUAL(2, Opens, "times the text was made");
    PROBE_EQUAL(0, SeekObject(First, &Offset, SEEK_SET), "seek");
    PROBE_EQUAL(LineBytes, ReadObject(First, Text, sizeof(Text)), "bytes of the last line");
    PROBE_EXPECT(memcmp(Text, "open 1 line 0999\n", LineBytes) == 0, "'%.17s'", Text);
    PROBE_EQUAL(sizeof(Text), ReadObject(Second, Text, sizeof(Text)), "read");
    PROBE_EXPECT(memcmp(Text, "open 2 line 0000\n", LineBytes) == 0, "'%.17s'", Text);
    PROBE_EQUAL(0, GetObjectStatus(First, &Status), "status");
    PROBE_EQUAL(LINES * LineBytes, Status.Size, "size");
    PROBE_EQUAL(0, GetFileStatus(Root, "/system/probe", &Named), "status by name");
    PROBE_EQUAL(Named.Inode, Status.Inode, "inode");
    PROBE_EQUAL(-EBADF, WriteObject(First, Text, 1), "write");
    PROBE_EQUAL(-EACCES, OpenFile(Root, "/system/probe", O_RDWR, 0, &Opened), "open for writing");
    PROBE_EQUAL(-EROFS, UnlinkFile(Root, "/system/probe"), "unlink");
    ReleaseObject(Second);
    ReleaseObject(First);
    ReleaseNode(Root);
    PROBE_EQUAL(Blocks + 2, GetHeapCounts().Blocks, "heap blocks, the view's node and name beside");
}
