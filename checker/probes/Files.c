// What files/ promises of the contents of files, of devices and of views.

#include "abi/Errors.h"
#include "arch/Arch.h"
#include "base/String.h"
#include "files/Files.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "probe/Probe.h"

#define NAME "/probed"
#define BUFFER_BYTES 18000

typedef struct {
    U32 Blocks;
    U32 Frames;  // free, or the heap's
} Held;

static U8 Bytes[BUFFER_BYTES];
static Object *Shared;

static Held CountHeld(void) {
    const HeapCounts Heap = GetHeapCounts();
    return (Held){Heap.Blocks, GetFrameCounts().Free + Heap.Pages};
}

static void ExpectHeld(Held Before) {
    const Held Now = CountHeld();

    PROBE_EQUAL(Before.Blocks, Now.Blocks, "heap blocks");
    PROBE_EQUAL(Before.Frames, Now.Frames, "free frames");
}

// The object, or NULL and its error in *Result.
static Object *TryOpen(const char *Path, U32 Flags, INT *Result) {
    Node *Root = RootDirectory();
    Object *Opened = NULL;

    *Result = OpenFile(Root, Path, Flags, 0644, &Opened);
    ReleaseNode(Root);
    return *Result < 0 ? NULL : Opened;
}

static Object *Open(const char *Path, U32 Flags) {
    INT Result;
    Object *Opened = TryOpen(Path, Flags, &Result);

    PROBE_EXPECT(Opened != NULL, "open %s, flags 0x%x: %ld", Path, Flags, Result);
    return Opened;
}

static INT ErrorOf(const char *Path, U32 Flags) {
    INT Result;

    ReleaseObject(TryOpen(Path, Flags, &Result));
    return Result;
}

static void Remove(const char *Path) {
    Node *Root = RootDirectory();

    PROBE_EQUAL(0, UnlinkFile(Root, Path), "unlink");
    ReleaseNode(Root);
}

static INT SeekTo(Object *File, I64 Offset, U32 Whence) {
    const INT Result = SeekObject(File, &Offset, Whence);

    return Result < 0 ? Result : (INT)Offset;
}

static FileStatus StatusOf(Object *File) {
    FileStatus Status = {0};

    PROBE_EQUAL(0, GetObjectStatus(File, &Status), "status");
    return Status;
}

static BOOL HoldsOnly(const U8 *Read, SIZE Count, U8 Value) {
    for (SIZE Index = 0; Index < Count; ++Index) {
        if (Read[Index] != Value) return FALSE;
    }
    return TRUE;
}

PROBE(AFileKeepsWhatIsWritten, "reads see what was written, wherever the position is moved") {
    const Held Before = CountHeld();
    Object *File = Open(NAME, O_RDWR | O_CREAT | O_EXCL);

    for (U32 Index = 0; Index < sizeof(Bytes); ++Index) Bytes[Index] = (U8)(Index % 251);
    PROBE_EQUAL(sizeof(Bytes), WriteObject(File, Bytes, sizeof(Bytes)), "written");
    PROBE_EQUAL(0, ReadObject(File, Bytes, 10), "read at the end");
    PROBE_EQUAL(4090, SeekTo(File, 4090, SEEK_SET), "seek");
    memset(Bytes, 0, 20);
    PROBE_EQUAL(20, ReadObject(File, Bytes, 20), "read across a page's end");
    for (U32 Index = 0; Index < 20; ++Index) {
        PROBE_EQUAL((4090 + Index) % 251, Bytes[Index], "byte");
    }
    PROBE_EQUAL(4100, SeekTo(File, -10, SEEK_CUR), "seek");
    PROBE_EQUAL(sizeof(Bytes) - 5, SeekTo(File, -5, SEEK_END), "seek");
    PROBE_EQUAL(5, ReadObject(File, Bytes, 100), "read to the end");
    PROBE_EQUAL(-EINVAL, SeekTo(File, -1, SEEK_SET), "seek before the start");
    PROBE_EQUAL(-EINVAL, SeekTo(File, (I64)(~0ULL >> 1), SEEK_CUR), "seek that overflows");
    PROBE_EQUAL(-EINVAL, SeekTo(File, 0, 3), "seek from nowhere");
    PROBE_EQUAL(sizeof(Bytes), SeekTo(File, 0, SEEK_CUR), "position after it all");
    const FileStatus Status = StatusOf(File);
    PROBE_EQUAL(sizeof(Bytes), Status.Size, "size");
    PROBE_EQUAL(S_IFREG | 0644, Status.Mode, "mode");
    PROBE_EQUAL(1, Status.Links, "links");
    PROBE_EXPECT(Status.Blocks * 512 >= sizeof(Bytes), "%llu blocks", Status.Blocks);
    ReleaseObject(File);
    Remove(NAME);
    ExpectHeld(Before);
}

PROBE(OpenFlagsMeanWhatTheySay, "access, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_DIRECTORY") {
    U8 Byte = 'x';

    PROBE_EQUAL(-ENOENT, ErrorOf(NAME, O_RDWR), "open of nothing");
    PROBE_EQUAL(-EINVAL, ErrorOf(NAME, O_CREAT | O_ACCMODE), "access mode 3");
    Object *Writer = Open(NAME, O_WRONLY | O_CREAT);
    PROBE_EQUAL(-EBADF, ReadObject(Writer, &Byte, 1), "read from what is open for writing");
    PROBE_EQUAL(3, WriteObject(Writer, "abc", 3), "write");
    PROBE_EQUAL(-EEXIST, ErrorOf(NAME, O_RDWR | O_CREAT | O_EXCL), "exclusive");
    PROBE_EQUAL(-ENOTDIR, ErrorOf(NAME, O_DIRECTORY), "as a directory");
    Object *Reader = Open(NAME, O_RDONLY | O_CREAT | O_TRUNC);
    PROBE_EQUAL(-EBADF, WriteObject(Reader, &Byte, 1), "write to what is open for reading");
    PROBE_EQUAL(-EINVAL, TruncateObject(Reader, 0), "truncate of what is open for reading");
    PROBE_EQUAL(3, StatusOf(Reader).Size, "size");
    Object *Appender = Open(NAME, O_RDWR | O_APPEND);
    PROBE_EQUAL(0, SeekTo(Appender, 0, SEEK_SET), "seek");
    PROBE_EQUAL(1, WriteObject(Appender, "d", 1), "append");
    PROBE_EQUAL(4, SeekTo(Appender, 0, SEEK_CUR), "position after it");
    PROBE_EQUAL(1, WriteObject(Writer, "D", 1), "write");
    PROBE_EQUAL(4, StatusOf(Reader).Size, "size");
    ReleaseObject(Open(NAME, O_WRONLY | O_TRUNC));
    PROBE_EQUAL(0, StatusOf(Reader).Size, "size after O_TRUNC");
    ReleaseObject(Appender);
    ReleaseObject(Reader);
    ReleaseObject(Writer);
    Remove(NAME);
}

PROBE(OpenRefusesWhatIsForbidden, "by the file's mode, and of directories all but reading") {
    U8 Byte = 'x';
    Node *Root = RootDirectory();
    PROBE_EQUAL(0, OpenFile(Root, NAME, O_RDWR | O_CREAT, 0, &Shared), "open of a new file");
    PROBE_EQUAL(1, WriteObject(Shared, "x", 1), "write, its mode notwithstanding");
    ReleaseObject(Shared);
    PROBE_EQUAL(-EACCES, ErrorOf(NAME, O_RDONLY), "open for reading");
    PROBE_EQUAL(-EACCES, ErrorOf(NAME, O_WRONLY), "open for writing");
    PROBE_EQUAL(-EISDIR, ErrorOf("/", O_RDWR), "open of a directory for writing");
    PROBE_EQUAL(-EISDIR, ErrorOf("/", O_CREAT), "making a directory by open");
    PROBE_EQUAL(-EISDIR, ErrorOf("/new/", O_CREAT), "making a file with a slash");
    PROBE_EQUAL(-EINVAL, ErrorOf("/new", O_CREAT | O_DIRECTORY), "making a directory by open");
    Object *Directory = Open("/", O_RDONLY | O_DIRECTORY);
    PROBE_EQUAL(-EISDIR, ReadObject(Directory, &Byte, 1), "read of a directory");
    ReleaseObject(Directory);
    ReleaseNode(Root);
    Remove(NAME);
}

PROBE(HolesCostNothing, "a sparse file takes what was written, reads zeros, and has an end") {
    const Held Before = CountHeld();
    static const U64 Places[] = {4095, MIB(5), GIB(1), GIB(600) + 17, MAX_FILE_BYTES - 1};
    Object *File = Open(NAME, O_RDWR | O_CREAT);
    U8 Read[64];

    for (U32 Index = 0; Index < ARRAY_COUNT(Places); ++Index) {
        I64 Offset = (I64)Places[Index];
        SeekObject(File, &Offset, SEEK_SET);
        PROBE_EQUAL(1, WriteObject(File, "!", 1), "write");
        PROBE_EQUAL(Places[Index] + 1, StatusOf(File).Size, "size");
    }
    PROBE_EXPECT(StatusOf(File).Blocks <= 20 * 8, "%llu blocks", StatusOf(File).Blocks);
    PROBE_EQUAL(-EFBIG, WriteObject(File, "!", 1), "write beyond the largest file");
    for (U32 Index = 0; Index < ARRAY_COUNT(Places); ++Index) {
        I64 Offset = (I64)Places[Index] - 31;
        SeekObject(File, &Offset, SEEK_SET);
        PROBE_EXPECT(ReadObject(File, Read, sizeof(Read)) >= 32, "nothing at %llu", Places[Index]);
        PROBE_EXPECT(HoldsOnly(Read, 31, 0), "no zeros before %llu", Places[Index]);
        PROBE_EQUAL('!', Read[31], "byte");
    }
    PROBE_EQUAL(0, TruncateObject(File, MIB(5)), "truncate");
    PROBE_EQUAL(-EFBIG, TruncateObject(File, MAX_FILE_BYTES + 1), "truncate to too much");
    PROBE_EQUAL(0, TruncateObject(File, GIB(2)), "truncate to more");
    I64 Offset = MIB(5) - 8;
    SeekObject(File, &Offset, SEEK_SET);
    PROBE_EQUAL(sizeof(Read), ReadObject(File, Read, sizeof(Read)), "read");
    PROBE_EXPECT(HoldsOnly(Read, sizeof(Read), 0), "what was cut off is back");
    PROBE_EXPECT(StatusOf(File).Blocks <= 6 * 8, "%llu blocks", StatusOf(File).Blocks);
    ReleaseObject(File);
    Remove(NAME);
    ExpectHeld(Before);
}

PROBE(CutsLeaveNoTrace, "a file that shrank within a page and grows again shows zeros there") {
    Object *File = Open(NAME, O_RDWR | O_CREAT);

    memset(Bytes, 'a', sizeof(Bytes));
    for (U32 Cut = 4000; Cut < 4200; Cut += 96) {
        SeekTo(File, 0, SEEK_SET);
        WriteObject(File, Bytes, 2 * PAGE_BYTES);
        PROBE_EQUAL(0, TruncateObject(File, Cut), "truncate");
        SeekTo(File, 2 * PAGE_BYTES, SEEK_SET);
        WriteObject(File, "b", 1);
        SeekTo(File, Cut, SEEK_SET);
        PROBE_EQUAL(2 * PAGE_BYTES - Cut + 1, ReadObject(File, Bytes, sizeof(Bytes)), "read");
        PROBE_EXPECT(HoldsOnly(Bytes, 2 * PAGE_BYTES - Cut, 0), "old bytes after a cut at %u", Cut);
        memset(Bytes, 'a', sizeof(Bytes));
    }
    ReleaseObject(File);
    Remove(NAME);
}

PROBE(NewPagesAreZeros, "around what is written to them, and where nothing was written at all") {
    Object *File = Open(NAME, O_RDWR | O_CREAT);
    I64 Offset = MIB(5) + 100;

    PROBE_EQUAL(0, SeekObject(File, &Offset, SEEK_SET), "seek");
    PROBE_EQUAL(1, WriteObject(File, "!", 1), "write");
    PROBE_EQUAL(0, TruncateObject(File, MIB(6)), "truncate to more");
    for (U32 Page = 0; Page < MIB(6); Page += PAGE_BYTES) {
        PROBE_EQUAL(Page, SeekTo(File, Page, SEEK_SET), "position");
        if (ReadObject(File, Bytes, PAGE_BYTES) != PAGE_BYTES) PROBE_EXPECT(FALSE, "%u", Page);
        if (Page == MIB(5)) PROBE_EQUAL('!', Bytes[100], "byte");
        if (Page == MIB(5)) Bytes[100] = 0;
        if (!HoldsOnly(Bytes, PAGE_BYTES, 0)) PROBE_EXPECT(FALSE, "no zeros at %u", Page);
    }
    ReleaseObject(File);
    Remove(NAME);
}

PROBE(AnUnlinkedFileLivesOn, "while it is open, without a name; then its memory is free") {
    const Held Before = CountHeld();
    Object *File = Open(NAME, O_RDWR | O_CREAT);

    WriteObject(File, "old", 3);
    Remove(NAME);
    PROBE_EQUAL(0, StatusOf(File).Links, "links");
    Object *New = Open(NAME, O_RDWR | O_CREAT | O_EXCL);
    WriteObject(New, "newer", 5);
    PROBE_EQUAL(0, SeekTo(File, 0, SEEK_SET), "seek");
    PROBE_EQUAL(3, ReadObject(File, Bytes, sizeof(Bytes)), "read");
    PROBE_EXPECT(memcmp(Bytes, "old", 3) == 0, "another file's bytes");
    PROBE_EXPECT(StatusOf(File).Inode != StatusOf(New).Inode, "the same inode");
    ReleaseObject(New);
    ReleaseObject(File);
    Remove(NAME);
    ExpectHeld(Before);
}

PROBE(FilesLeaveMemoryToTheKernel, "-ENOSPC comes first, and what is removed is free again") {
    const Held Before = CountHeld();
    Object *File = Open(NAME, O_RDWR | O_CREAT);
    INT Result;
    U64 Size = 0;

    while ((Result = WriteObject(File, Bytes, sizeof(Bytes))) > 0) Size += (U64)Result;
    PROBE_EQUAL(-ENOSPC, Result, "result");
    PROBE_EQUAL(Size, StatusOf(File).Size, "size");
    const FrameCounts Left = GetFrameCounts();
    PROBE_EXPECT(Left.Free >= Left.Total / 20, "%u of %u frames", Left.Free, Left.Total);
    PROBE_EXPECT(Left.Free <= Left.Total / 12 || Left.Total > MIB(768) / PAGE_BYTES,
                 "%u of %u frames", Left.Free, Left.Total);
    ReleaseObject(File);
    Remove(NAME);
    ExpectHeld(Before);
}
