// What UnpackArchive promises. Which bytes make an archive is for checker/hosttests.

#include "abi/Errors.h"
#include "arch/Arch.h"
#include "base/Log.h"
#include "base/String.h"
#include "files/Files.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "probe/Probe.h"

#define BLOCK 512
#define LARGE_BYTES 10000

static U8 Archive[96 * BLOCK];
static U32 Length;
static Node *Root;

static void PutOctal(U8 *Field, U32 Digits, U32 Number) {
    for (U32 Digit = 0; Digit < Digits; ++Digit) {
        Field[Digits - 1 - Digit] = (U8)('0' + (Number >> 3 * Digit & 7));
    }
}

// Adds an entry: a file's bytes count up from First, a link's other name is Existing.
static void Put(const char *Name, char Kind, U32 Mode, U32 Bytes, U8 First, const char *Existing) {
    U8 *Header = Archive + Length;
    U32 Sum = 0;

    memset(Header, 0, BLOCK);
    memcpy(Header, Name, StringLength(Name));
    PutOctal(Header + 100, 7, Mode);
    PutOctal(Header + 124, 10, Bytes);
    memset(Header + 148, ' ', 8);
    Header[156] = (U8)Kind;
    memcpy(Header + 157, Existing, StringLength(Existing));
    memcpy(Header + 257, "ustar\00000", 8);
    for (U32 Index = 0; Index < BLOCK; ++Index) Sum += Header[Index];
    PutOctal(Header + 148, 6, Sum);
    Length += BLOCK;
    for (U32 Index = 0; Index < Bytes; ++Index) Archive[Length + Index] = (U8)(First + Index);
    Length += ALIGN_UP(Bytes, BLOCK);
}

static BOOL Unpack(void) {
    memset(Archive + Length, 0, 2 * BLOCK);
    return UnpackArchive(Archive, Length + 2 * BLOCK);
}

static U32 CountWarnings(void) {
    U32 Count = 0;

    for (U32 Index = 0; Index < LOG_RECORDS; ++Index) {
        Count += LogRecords[Index].Number != 0 && LogRecords[Index].Level == LOG_WARN &&
                 StringStartsWith(LogRecords[Index].Text, "initrd:");
    }
    return Count;
}

static FileStatus StatusOf(const char *Path) {
    FileStatus Status = {0};
    const INT Result = GetFileStatus(Root, Path, &Status);

    PROBE_EXPECT(Result == 0, "%s: %ld", Path, Result);
    return Status;
}

static void ExpectFile(const char *Path, U32 Mode, U32 Bytes, U8 First) {
    static U8 Read[LARGE_BYTES + 1];
    Object *File;
    const INT Result = OpenFile(Root, Path, O_RDONLY, 0, &File);

    if (!PROBE_EXPECT(Result == 0, "%s: %ld", Path, Result)) return;
    PROBE_EQUAL(S_IFREG | Mode, StatusOf(Path).Mode, Path);
    PROBE_EQUAL(Bytes, ReadObject(File, Read, sizeof(Read)), Path);
    for (U32 Index = 0; Index < Bytes; ++Index) {
        if (Read[Index] != (U8)(First + Index)) PROBE_EXPECT(FALSE, "%s: byte %u", Path, Index);
    }
    ReleaseObject(File);
}

static void Remove(const char *Path) {
    INT Result = UnlinkFile(Root, Path);

    if (Result == -EISDIR) Result = RemoveDirectory(Root, Path);
    PROBE_EXPECT(Result == 0, "%s: %ld", Path, Result);
}

PROBE(ArchivesAreUnpacked, "files, directories, links, modes, missing parents, duplicates") {
    const U32 Blocks = GetHeapCounts().Blocks, Warnings = CountWarnings();

    Root = RootDirectory();
    Length = 0;
    Put("probe/", '5', 0700, 0, 0, "");
    Put("./probe/empty", '0', 0644, 0, 0, "");
    Put("probe/large", '0', 0755, LARGE_BYTES, 7, "");
    Put("probe/missing/parents/file", '0', 0600, 3, 'a', "");
    Put("probe/link", '1', 0, 0, 0, "probe/large");
    Put("probe/twice", '0', 0600, 600, 1, "");
    Put("probe/keeps", '1', 0, 0, 0, "probe/twice");
    Put("probe/twice", '0', 0640, 5, 2, "");
    Put("probe", '5', 0755, 0, 0, "");
    Put("./probe/twice", '1', 0, 0, 0, "probe/twice");
    PROBE_EXPECT(Unpack(), "something was bad");
    PROBE_EQUAL(Warnings, CountWarnings(), "warnings");
    PROBE_EQUAL(S_IFDIR | 0700, StatusOf("/probe").Mode, "mode");
    ExpectFile("/probe/empty", 0644, 0, 0);
    ExpectFile("/probe/large", 0755, LARGE_BYTES, 7);
    ExpectFile("/probe/missing/parents/file", 0600, 3, 'a');
    PROBE_EQUAL(StatusOf("/probe/large").Inode, StatusOf("/probe/link").Inode, "inode of a link");
    ExpectFile("/probe/twice", 0640, 5, 2);
    ExpectFile("/probe/keeps", 0600, 600, 1);
    Remove("/probe/keeps");
    Remove("/probe/twice");
    Remove("/probe/link");
    Remove("/probe/missing/parents/file");
    Remove("/probe/missing/parents");
    Remove("/probe/missing");
    Remove("/probe/large");
    Remove("/probe/empty");
    Remove("/probe");
    ReleaseNode(Root);
    PROBE_EQUAL(Blocks, GetHeapCounts().Blocks, "heap blocks");
}

PROBE(BadEntriesCostALineEach, "and only themselves; nothing gets out, or over a directory") {
    static const char *const Names[] = {"/outside", "probe/../../outside", "dev/outside",
                                        "system/outside", "dev", "probe/file/below", "probe"};
    const U32 Warnings = CountWarnings();
    FileStatus Status;

    Root = RootDirectory();
    Length = 0;
    Put("probe/file", '0', 0644, 3, 'a', "");
    for (U32 Index = 0; Index < ARRAY_COUNT(Names); ++Index) {
        Put(Names[Index], '0', 0644, 3, 'x', "");
    }
    Put("probe/file", '1', 0, 0, 0, "probe/nothing");
    Put("probe/symbolic", '2', 0777, 0, 0, "probe/file");
    Put("probe/file", '5', 0755, 0, 0, "");
    Put("probe/last", '0', 0644, 3, 'l', "");
    PROBE_EXPECT(!Unpack(), "everything was good");
    PROBE_EQUAL(Warnings + ARRAY_COUNT(Names) + 3, CountWarnings(), "warnings");
    PROBE_EQUAL(-ENOENT, GetFileStatus(Root, "/outside", &Status), "what would be outside");
    PROBE_EQUAL(-ENOENT, GetFileStatus(Root, "/dev/outside", &Status), "what would be a device");
    ExpectFile("/probe/file", 0644, 3, 'a');
    ExpectFile("/probe/last", 0644, 3, 'l');
    Remove("/probe/file");
    Remove("/probe/last");
    Remove("/probe");
    ReleaseNode(Root);
}

PROBE(GarbageIsNoArchive, "one line for all of it, and nothing is made") {
    const U32 Warnings = CountWarnings(), Blocks = GetHeapCounts().Blocks;

    for (U32 Index = 0; Index < sizeof(Archive); ++Index) Archive[Index] = (U8)(Index * 7 + 1);
    PROBE_EXPECT(!UnpackArchive(Archive, sizeof(Archive)), "an archive");
    PROBE_EQUAL(Warnings + 1, CountWarnings(), "warnings");
    PROBE_EXPECT(UnpackArchive(Archive, 0), "nothing is bad");
    PROBE_EQUAL(Blocks, GetHeapCounts().Blocks, "heap blocks");
}

PROBE(NoRoomForAFileLeavesNone, "a file that does not fit is left out entirely") {
    PHYSICAL Taken = NO_FRAME;
    FileStatus Status;

    Root = RootDirectory();
    // One frame, for the heap's own needs, and what is not for files.
    while (GetFrameCounts().Free > GetFrameCounts().Total / 16 + 1) {
        const PHYSICAL Frame = AllocateFrames(1, DIRECT_MAP_BYTES);
        if (!PROBE_EXPECT(Frame != NO_FRAME, "no frame")) break;
        *(PHYSICAL *)DirectMap(Frame) = Taken;
        Taken = Frame;
    }
    Length = 0;
    Put("probe", '0', 0644, LARGE_BYTES, 7, "");
    PROBE_EXPECT(!Unpack(), "it fitted");
    PROBE_EQUAL(-ENOENT, GetFileStatus(Root, "/probe", &Status), "status of what did not fit");
    while (Taken != NO_FRAME) {
        const PHYSICAL Frame = Taken;
        Taken = *(PHYSICAL *)DirectMap(Frame);
        FreeFrame(Frame);
    }
    ReleaseNode(Root);
}
