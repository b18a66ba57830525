// What files/ promises of directories: what they list, where they are, and that trees come and go.

#include "abi/Errors.h"
#include "base/Format.h"
#include "base/String.h"
#include "files/Files.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "probe/Probe.h"
#include "tasks/Scheduler.h"

#define MANY 300
#define DEEP 3000
#define TASKS 4
#define STORM_ROUNDS 400

typedef struct {
    U32 Blocks;
    U32 Frames;  // free, or the heap's
} Held;

static Node *Root;

static Held CountHeld(void) {
    const HeapCounts Heap = GetHeapCounts();
    return (Held){Heap.Blocks, GetFrameCounts().Free + Heap.Pages};
}

static void ExpectHeld(Held Before) {
    const Held Now = CountHeld();

    PROBE_EQUAL(Before.Blocks, Now.Blocks, "heap blocks");
    PROBE_EQUAL(Before.Frames, Now.Frames, "free frames");
}

static INT Make(const char *Path) {
    Object *Made;
    const INT Result = OpenFile(Root, Path, O_WRONLY | O_CREAT | O_EXCL, 0644, &Made);

    if (Result == 0) ReleaseObject(Made);
    return Result;
}


static Object *OpenDirectory(const char *Path) {
    Object *Opened = NULL;
    const INT Result = OpenFile(Root, Path, O_RDONLY | O_DIRECTORY, 0, &Opened);

    PROBE_EXPECT(Result == 0, "open %s: %ld", Path, Result);
    return Opened;
}

static const DirectoryEntry *Following(const DirectoryEntry *Record) {
    return (const DirectoryEntry *)((const U8 *)Record + Record->RecordBytes);
}

// The number in a name such as "n12", or MANY.
static U32 NumberOf(const char *Name) {
    U64 Number = MANY;
    return Name[0] == 'n' && ParseNumber(Name + 1, &Number) ? (U32)Number : MANY;
}

// Counts in Seen what is listed from the position on, with a buffer of Room bytes, once or to the
// end. Returns the last result.
static INT List(Object *Directory, U32 Room, BOOL Once, U8 Seen[MANY + 1]) {
    U64 Buffer[64];
    INT Filled;

    do {
        Filled = ReadObjectDirectory(Directory, Buffer, Room);
        const DirectoryEntry *Record = (void *)Buffer;
        const U8 *End = (const U8 *)Buffer + MAXIMUM(Filled, 0);
        for (; (const U8 *)Record < End; Record = Following(Record)) {
            if (Record->RecordBytes % 8 != 0) PROBE_EXPECT(FALSE, "%u bytes", Record->RecordBytes);
            if (Record->Inode == 0) PROBE_EXPECT(FALSE, "'%s' without an inode", Record->Name);
            ++Seen[NumberOf(Record->Name)];
        }
    } while (Filled > 0 && !Once);
    return Filled;
}

static void ForEachNumber(U32 First, U32 Step, INT (*Change)(const char *)) {
    char Path[16];

    for (U32 Index = First; Index < MANY; Index += Step) {
        FormatString(Path, sizeof(Path), "/p/n%u", Index);
        const INT Result = Change(Path);
        if (Result < 0) PROBE_EXPECT(FALSE, "%s: %ld", Path, Result);
    }
}

static INT Unlink(const char *Path) { return UnlinkFile(Root, Path); }

PROBE(ListingsAreStable, "what stays is listed once, whatever comes and goes meanwhile") {
    const Held Before = CountHeld();
    static U8 Seen[MANY + 1];

    Root = RootDirectory();
    PROBE_EQUAL(0, MakeDirectory(Root, "/p", 0755), "mkdir");
    for (U32 Room = 32; Room <= 512; Room *= 2) {
        ForEachNumber(0, 1, Make);
        Object *Directory = OpenDirectory("/p");
        memset(Seen, 0, sizeof(Seen));
        PROBE_EXPECT(List(Directory, Room, TRUE, Seen) > 0, "nothing listed");
        // Among them what has been listed, what would have been next, and the last.
        ForEachNumber(1, 2, Unlink);
        PROBE_EXPECT(List(Directory, Room, TRUE, Seen) > 0, "nothing listed");
        ForEachNumber(1, 2, Make);
        ForEachNumber(1, 2, Unlink);
        PROBE_EQUAL(0, List(Directory, Room, FALSE, Seen), "the end");
        for (U32 Index = 0; Index < MANY; Index += 2) {
            if (Seen[Index] != 1) PROBE_EXPECT(FALSE, "n%u listed %u times", Index, Seen[Index]);
            if (Seen[Index + 1] > 1) PROBE_EXPECT(FALSE, "n%u listed twice", Index + 1);
        }
        PROBE_EQUAL(2, Seen[MANY], "other names, . and ..");
        PROBE_EQUAL(0, List(Directory, Room, FALSE, Seen), "the end again");
        ForEachNumber(0, 2, Unlink);
        ReleaseObject(Directory);
    }
    PROBE_EQUAL(0, RemoveDirectory(Root, "/p"), "rmdir");
    ReleaseNode(Root);
    ExpectHeld(Before);
}

PROBE(ListingsHaveKindsAndPositions, ". and .., kinds, seeking back, too small a buffer") {
    U64 Buffer[64];
    I64 Offset = 0;
    const DirectoryEntry *Record = (void *)Buffer;

    Root = RootDirectory();
    PROBE_EQUAL(0, MakeDirectory(Root, "/p", 0755), "mkdir");
    Make("/p/f");
    Object *Directory = OpenDirectory("/p");
    PROBE_EQUAL(-EINVAL, ReadObjectDirectory(Directory, Buffer, 15), "too small a buffer");
    memset(Buffer, 0xFF, sizeof(Buffer));
    PROBE_EQUAL(3 * 16, ReadObjectDirectory(Directory, Buffer, 3 * 16 + 15), "bytes");
    PROBE_EXPECT(StringsEqual(Record->Name, "."), "'%s'", Record->Name);
    PROBE_EQUAL(S_IFDIR, Record->Kind, "kind");
    Record = Following(Record);
    PROBE_EXPECT(StringsEqual(Record->Name, ".."), "'%s'", Record->Name);
    Record = Following(Record);
    PROBE_EXPECT(memcmp(Record->Name, "f\0\0\0", 4) == 0, "'%s', and what behind it", Record->Name);
    PROBE_EQUAL(S_IFREG, Record->Kind, "kind");
    PROBE_EQUAL(0, SeekObject(Directory, &Offset, SEEK_SET), "seek");
    PROBE_EQUAL(3 * 16, ReadObjectDirectory(Directory, Buffer, sizeof(Buffer)), "bytes");
    UnlinkFile(Root, "/p/f");
    PROBE_EQUAL(0, RemoveDirectory(Root, "/p"), "rmdir");
    Offset = 0;
    PROBE_EQUAL(0, SeekObject(Directory, &Offset, SEEK_SET), "seek");
    PROBE_EQUAL(-ENOENT, ReadObjectDirectory(Directory, Buffer, sizeof(Buffer)), "when removed");
    ReleaseObject(Directory);
    ReleaseNode(Root);
}

PROBE(DirectoriesKnowTheirPaths, "cwd moves with a rename, ends with a removal, and fits or not") {
    const Held Before = CountHeld();
    char Path[64];

    Root = RootDirectory();
    MakeDirectory(Root, "/p", 0755);
    MakeDirectory(Root, "/p/d", 0755);
    MakeDirectory(Root, "/p/e", 0755);
    Make("/p/f");
    Node *Directory = ReferenceNode(Root);
    PROBE_EQUAL(2, PathOfDirectory(Directory, Path, 2), "length of /");
    PROBE_EXPECT(StringsEqual(Path, "/"), "'%s'", Path);
    PROBE_EQUAL(-ERANGE, PathOfDirectory(Directory, Path, 1), "no room");
    PROBE_EQUAL(-ERANGE, PathOfDirectory(Directory, Path, 0), "no room at all");
    PROBE_EQUAL(-ENOTDIR, ChangeDirectory(&Directory, "/p/f"), "cd to a file");
    PROBE_EQUAL(-ENOENT, ChangeDirectory(&Directory, "/p/x"), "cd to nothing");
    PROBE_EQUAL(0, ChangeDirectory(&Directory, "p/d/../e"), "cd");
    PROBE_EQUAL(5, PathOfDirectory(Directory, Path, 5), "length of /p/e");
    PROBE_EXPECT(StringsEqual(Path, "/p/e"), "'%s'", Path);
    PROBE_EQUAL(-ERANGE, PathOfDirectory(Directory, Path, 4), "one too little");
    PROBE_EQUAL(0, RenameFile(Root, "/p/e", "/p/d/moved"), "rename");
    PROBE_EQUAL(11, PathOfDirectory(Directory, Path, sizeof(Path)), "length after it");
    PROBE_EXPECT(StringsEqual(Path, "/p/d/moved"), "'%s'", Path);
    PROBE_EQUAL(0, RemoveDirectory(Directory, "../moved"), "rmdir of the current directory");
    PROBE_EQUAL(-ENOENT, PathOfDirectory(Directory, Path, sizeof(Path)), "its path");
    PROBE_EQUAL(-ENOENT, MakeDirectory(Directory, "x", 0755), "mkdir in it");
    PROBE_EQUAL(0, ChangeDirectory(&Directory, ".."), "cd out of it");
    PROBE_EQUAL(5, PathOfDirectory(Directory, Path, sizeof(Path)), "length of /p/d");
    ReleaseNode(Directory);
    PROBE_EQUAL(0, UnlinkFile(Root, "/p/f"), "unlink");
    PROBE_EQUAL(0, RemoveDirectory(Root, "/p/d"), "rmdir");
    PROBE_EQUAL(0, RemoveDirectory(Root, "/p"), "rmdir");
    ReleaseNode(Root);
    ExpectHeld(Before);
}

PROBE(DeepDirectoriesEndWell, "thousands, each kept only by the one below, need no deep stack") {
    const Held Before = CountHeld();
    Node *Deepest = RootDirectory();
    U32 Depth = 0;

    while (Depth < DEEP && MakeDirectory(Deepest, "d", 0755) == 0 &&
           ChangeDirectory(&Deepest, "d") == 0) {
        ++Depth;
    }
    PROBE_EQUAL(DEEP, Depth, "depth");
    Node *Parent = ReferenceNode(Deepest);
    for (; Depth > 0; --Depth) {
        const INT Moved = ChangeDirectory(&Parent, "..");
        const INT Removed = RemoveDirectory(Parent, "d");
        if (Moved < 0 || Removed < 0) PROBE_EXPECT(FALSE, "%ld, %ld", Moved, Removed);
    }
    ReleaseNode(Parent);
    ReleaseNode(Deepest);
    ExpectHeld(Before);
}

static const char *const StormNames[] = {"/s/a", "/s/b", "/s/a/c", "/s/b/c", "/s/a/c/d", "/s/e"};

// Anything may fail, for another task has just changed the tree; what counts is what remains.
static U32 Storm(void *Argument) {
    U32 State = 0x1234567 + (U32)(LINEAR)Argument;

    for (U32 Round = 0; Round < STORM_ROUNDS; ++Round) {
        State = State * 1664525 + 1013904223;  // Numerical Recipes
        const char *One = StormNames[(State >> 8) % ARRAY_COUNT(StormNames)];
        const char *Other = StormNames[(State >> 16) % ARRAY_COUNT(StormNames)];
        switch (State >> 24 & 7) {
            case 0: MakeDirectory(Root, One, 0755); break;
            case 1: Make(One); break;
            case 2: UnlinkFile(Root, One); break;
            case 3: RemoveDirectory(Root, One); break;
            case 4: LinkFile(Root, One, Other); break;
            case 5: YieldTask(); break;
            default: RenameFile(Root, One, Other); break;
        }
    }
    return 0;
}

// The name of the directory's first entry; FALSE if it is empty.
static BOOL FirstName(const char *Path, char *Name, SIZE Bytes) {
    U64 Buffer[8] = {0};
    I64 Offset = 2;
    Object *Directory = OpenDirectory(Path);
    if (Directory == NULL) return FALSE;

    SeekObject(Directory, &Offset, SEEK_SET);
    const INT Filled = ReadObjectDirectory(Directory, Buffer, sizeof(Buffer));
    CopyString(Name, Bytes, ((const DirectoryEntry *)Buffer)->Name);
    ReleaseObject(Directory);
    return Filled > 0;
}

// Empties /s: what is full is laid out flat, one level at a time.
static void Flatten(void) {
    char Name[16], Inner[16], Path[32], From[48], To[16];

    for (U32 Count = 0; FirstName("/s", Name, sizeof(Name)) && Count < 1000; ++Count) {
        FormatString(Path, sizeof(Path), "/s/%s", Name);
        if (UnlinkFile(Root, Path) == 0 || RemoveDirectory(Root, Path) == 0) continue;
        if (!FirstName(Path, Inner, sizeof(Inner))) PROBE_EXPECT(FALSE, "%s won't go", Path);
        FormatString(From, sizeof(From), "%s/%s", Path, Inner);
        FormatString(To, sizeof(To), "/s/%u", Count);
        const INT Result = RenameFile(Root, From, To);
        if (Result < 0) PROBE_EXPECT(FALSE, "%s to %s: %ld", From, To, Result);
    }
}

PROBE(StormsLeaveNothing, "tasks that change one tree at random leave one that can be removed") {
    const Held Before = CountHeld();
    FileStatus Status = {0};
    Task *Tasks[TASKS];

    Root = RootDirectory();
    PROBE_EQUAL(0, MakeDirectory(Root, "/s", 0755), "mkdir");
    for (U32 Index = 0; Index < TASKS; ++Index) {
        void *Argument = (void *)(LINEAR)Index;
        const TaskInfo Info = {.Name = "storm", .Function = Storm, .Argument = Argument};
        if (CreateTask(&Info, &Tasks[Index]) != TASK_CREATED) return;
    }
    for (U32 Index = 0; Index < TASKS; ++Index) {
        WaitTask(Tasks[Index]);
        ReleaseTask(Tasks[Index]);
    }
    Flatten();
    PROBE_EQUAL(0, GetFileStatus(Root, "/s", &Status), "status");
    PROBE_EQUAL(2, Status.Links, "links of what is empty now");
    PROBE_EQUAL(0, RemoveDirectory(Root, "/s"), "rmdir");
    ReleaseNode(Root);
    ExpectHeld(Before);
}
