// What objects/, files/ and ipc/ promise without memory: an error, and nothing has changed.

#include "abi/Errors.h"
#include "arch/Arch.h"
#include "base/Format.h"
#include "files/Files.h"
#include "ipc/Pipe.h"
#include "ipc/Port.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "objects/HandleTable.h"
#include "probe/Probe.h"

#define MOST 4000

static PHYSICAL Taken = NO_FRAME;
static Node *Root;

static void TakeAllFrames(void) {
    for (PHYSICAL Frame; (Frame = AllocateFrames(1, DIRECT_MAP_BYTES)) != NO_FRAME; Taken = Frame) {
        *(PHYSICAL *)DirectMap(Frame) = Taken;
    }
}

static void GiveFramesBack(void) {
    while (Taken != NO_FRAME) {
        const PHYSICAL Frame = Taken;
        Taken = *(PHYSICAL *)DirectMap(Frame);
        FreeFrame(Frame);
    }
}

typedef struct Block {
    struct Block *Next;
} Block;

// The largest first.
static Block *TakeAllBlocks(void) {
    Block *First = NULL, **End = &First;

    for (U32 Bytes = HEAP_LARGEST_SMALL; Bytes >= sizeof(Block); Bytes -= 4) {
        for (Block *Made; (Made = AllocateHeap(Bytes)) != NULL; End = &Made->Next) *End = Made;
    }
    *End = NULL;
    return First;
}

static void ViewNothing(TextWriter *To) { WriteText(To, "something"); }

static INT MakeFile(const char *Path) {
    Object *Made;
    const INT Result = OpenFile(Root, Path, O_RDWR | O_CREAT | O_EXCL, 0644, &Made);

    if (Result == 0) ReleaseObject(Made);
    return Result;
}

static INT MakeOneDirectory(const char *Path) { return MakeDirectory(Root, Path, 0755); }
static INT LinkOne(const char *Path) { return LinkFile(Root, "/oom/first", Path); }

static INT RenameFirst(const char *Path) {
    const INT Result = RenameFile(Root, "/oom/first", Path);

    return Result < 0 ? Result : RenameFile(Root, Path, "/oom/first");
}

// Makes one after the other until memory is out; the one that fails takes nothing.
static U32 MakeUntilFull(const char *What, INT (*MakeOne)(const char *Path)) {
    char Path[32];

    for (U32 Count = 0; Count < MOST; ++Count) {
        const U32 Blocks = GetHeapCounts().Blocks;
        FormatString(Path, sizeof(Path), "/oom/%s%u", What, Count);
        const INT Result = MakeOne(Path);
        if (Result == 0) continue;
        PROBE_EXPECT(Result == -ENOMEM, "%s: %ld", Path, Result);
        PROBE_EQUAL(Blocks, GetHeapCounts().Blocks, "heap blocks");
        return Count;
    }
    return MOST;
}

// Those from First up to Count.
static void RemoveMade(const char *What, U32 First, U32 Count,
                       INT (*RemoveOne)(Node *, const char *)) {
    char Path[32];

    while (Count-- > First) {
        FormatString(Path, sizeof(Path), "/oom/%s%u", What, Count);
        const INT Result = RemoveOne(Root, Path);
        if (Result < 0) PROBE_EXPECT(FALSE, "%s: %ld", Path, Result);
    }
}

// Each of these makes something and takes it away again, or says why not.
static INT TryFile(void) {
    const INT Result = MakeFile("/oom/tried");
    return Result < 0 ? Result : UnlinkFile(Root, "/oom/tried");
}

static INT TryDirectory(void) {
    const INT Result = MakeOneDirectory("/oom/tried");
    return Result < 0 ? Result : RemoveDirectory(Root, "/oom/tried");
}

static INT TryView(void) {
    Object *Opened;
    const INT Result = OpenFile(Root, "/system/memoryless", O_RDONLY, 0, &Opened);

    PROBE_EXPECT(Result == -ENOMEM, "a view without frames: %ld", Result);
    return Result;
}

static INT TryDevice(void) {
    Object *Opened;
    const INT Result = OpenFile(Root, "/dev/null", O_RDONLY, 0, &Opened);

    if (Result == 0) ReleaseObject(Opened);
    return Result;
}

static INT TryPipe(void) {
    Object *One, *Other;
    const INT Result = CreatePipe(0, &One, &Other);

    PROBE_EXPECT(Result == -ENOMEM, "a pipe without frames: %ld", Result);
    return Result;
}

static INT TryPort(void) {
    Object *Made;
    const INT Result = CreatePort("oom", 1, 1, &Made);

    if (Result == 0) ReleaseObject(Made);
    return Result;
}

static INT TryHandles(void) {
    HandleTable *Made = CreateHandleTable();

    DestroyHandleTable(Made);
    return Made == NULL ? -ENOMEM : 0;
}

static INT (*const Tries[])(void) = {TryFile, TryDirectory, TryView,   TryDevice,
                                     TryPipe, TryPort,      TryHandles};

// With no block left at all, and then with one more at a time, so that each call gets a bit further
// before it has to undo what it did.
static void TryWithFewBlocks(void) {
    Block *Next = TakeAllBlocks();

    for (U32 Round = 0;; ++Round) {
        for (U32 Index = 0; Index < ARRAY_COUNT(Tries); ++Index) {
            const U32 Blocks = GetHeapCounts().Blocks;
            const INT Result = Tries[Index]();

            if (Result != -ENOMEM && (Result < 0 || Round == 0)) {
                PROBE_EXPECT(FALSE, "try %u in round %u: %ld", Index, Round, Result);
            }
            if (Blocks != GetHeapCounts().Blocks) PROBE_EXPECT(FALSE, "try %u took a block", Index);
        }
        if (Next == NULL) return;
        Block *Freed = Next;
        Next = Freed->Next;
        FreeHeap(Freed);
    }
}

PROBE(NoMemoryChangesNothing, "every call that needs memory says -ENOMEM and takes nothing") {
    const U32 Blocks = GetHeapCounts().Blocks;
    Object *File = NULL, *Port = NULL;

    Root = RootDirectory();
    PROBE_EQUAL(0, MakeDirectory(Root, "/oom", 0755), "mkdir");
    PROBE_EQUAL(0, OpenFile(Root, "/oom/first", O_RDWR | O_CREAT, 0644, &File), "open");
    PROBE_EQUAL(0, CreatePort("full", 4, PORT_MAX_MESSAGE_BYTES, &Port), "port");
    PROBE_EQUAL(0, AddSystemView("memoryless", ViewNothing), "view");
    TakeAllFrames();
    PROBE_EQUAL(-ENOSPC, WriteObject(File, "x", 1), "write");
    PROBE_EQUAL(-ENOMEM, SendToPort(Port, DirectMap(Taken), PORT_MAX_MESSAGE_BYTES, 0), "send");
    const U32 Files = MakeUntilFull("f", MakeFile);
    const U32 Directories = MakeUntilFull("d", MakeOneDirectory);
    const U32 Links = MakeUntilFull("l", LinkOne);
    MakeUntilFull("r", RenameFirst);
    // One file less, so that there are blocks of all sizes that a file takes.
    PROBE_EXPECT(Files > 1, "%u files", Files);
    RemoveMade("f", Files - 1, Files, UnlinkFile);
    TryWithFewBlocks();
    RemoveMade("l", 0, Links, UnlinkFile);
    RemoveMade("d", 0, Directories, RemoveDirectory);
    RemoveMade("f", 0, Files - 1, UnlinkFile);
    GiveFramesBack();
    PROBE_EQUAL(1, WriteObject(File, "x", 1), "write, with memory again");
    ReleaseObject(File);
    ReleaseObject(Port);
    PROBE_EQUAL(0, UnlinkFile(Root, "/oom/first"), "unlink");
    PROBE_EQUAL(0, RemoveDirectory(Root, "/oom"), "rmdir");
    ReleaseNode(Root);
    PROBE_EQUAL(Blocks + 2, GetHeapCounts().Blocks, "heap blocks, the view's node and name beside");
}
