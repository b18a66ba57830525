// What files/ promises to several tasks that use one file.

#include "abi/Errors.h"
#include "base/String.h"
#include "files/Files.h"
#include "memory/Heap.h"
#include "probe/Probe.h"
#include "tasks/Scheduler.h"

#define NAME "/probed"
#define RECORD_BYTES 6000
#define ROUNDS 60
#define TASKS 4

static Object *Shared;
static Node *Root;

static Object *Open(U32 Flags) {
    Object *Opened = NULL;
    const INT Result = OpenFile(Root, NAME, Flags, 0644, &Opened);

    PROBE_EXPECT(Result == 0, "open, flags 0x%x: %ld", Flags, Result);
    return Opened;
}

static void Rewind(Object *File) {
    I64 Offset = 0;
    PROBE_EQUAL(0, SeekObject(File, &Offset, SEEK_SET), "seek");
}

static void Remove(void) {
    PROBE_EQUAL(0, UnlinkFile(Root, NAME), "unlink");
    ReleaseNode(Root);
}

static BOOL HoldsOnly(const U8 *Read, SIZE Count, U8 Value) {
    for (SIZE Index = 0; Index < Count; ++Index) {
        if (Read[Index] != Value) return FALSE;
    }
    return TRUE;
}

static Task *Start(TaskFunction Function, void *Argument) {
    const TaskInfo Info = {
        .Name = "filed", .Function = Function, .Argument = Argument, .IsShielded = TRUE};
    Task *Started = NULL;

    PROBE_EXPECT(CreateTask(&Info, &Started) == TASK_CREATED, "no task");
    return Started;
}

static U32 Finish(Task *Ended) {
    const U32 ExitCode = WaitTask(Ended);

    ReleaseTask(Ended);
    return ExitCode;
}

// Writes records of one letter, and reads some that have to be whole, too.
static U32 WriteRecords(void *Argument) {
    U8 *Record = AllocateHeap(RECORD_BYTES);
    U32 Torn = 0;

    if (Record == NULL) return ~0u;
    for (U32 Round = 0; Round < ROUNDS; ++Round) {
        Object *File = Open(O_RDWR);

        memset(Record, 'a' + (int)(LINEAR)Argument, RECORD_BYTES);
        Torn += WriteObject(File, Record, RECORD_BYTES) != RECORD_BYTES;
        Rewind(File);
        Torn += ReadObject(File, Record, RECORD_BYTES) != RECORD_BYTES;
        Torn += !HoldsOnly(Record, RECORD_BYTES, Record[0]);
        ReleaseObject(File);
    }
    FreeHeap(Record);
    return Torn;
}

PROBE(ReadsAndWritesAreWhole, "nobody reads half of another one's write") {
    Task *Writers[TASKS];

    Root = RootDirectory();
    ReleaseObject(Open(O_RDWR | O_CREAT));
    for (U32 Index = 0; Index < TASKS; ++Index) {
        Writers[Index] = Start(WriteRecords, (void *)(LINEAR)Index);
    }
    for (U32 Index = 0; Index < TASKS; ++Index) PROBE_EQUAL(0, Finish(Writers[Index]), "torn");
    Remove();
}

static U32 AppendRecords(void *Argument) {
    U8 Record[100];

    memset(Record, 'a' + (int)(LINEAR)Argument, sizeof(Record));
    for (U32 Round = 0; Round < 10 * ROUNDS; ++Round) WriteObject(Shared, Record, sizeof(Record));
    return 0;
}

PROBE(OnePositionIsShared, "tasks that write through one object lose and mix nothing") {
    Task *Writers[TASKS];
    U32 Counts[TASKS] = {0}, Torn = 0;
    U8 Record[100];

    Root = RootDirectory();
    Shared = Open(O_RDWR | O_CREAT);
    for (U32 Index = 0; Index < TASKS; ++Index) {
        Writers[Index] = Start(AppendRecords, (void *)(LINEAR)Index);
    }
    for (U32 Index = 0; Index < TASKS; ++Index) Finish(Writers[Index]);
    Rewind(Shared);
    while (ReadObject(Shared, Record, sizeof(Record)) == (INT)sizeof(Record)) {
        Torn += !HoldsOnly(Record, sizeof(Record), Record[0]);
        ++Counts[(U32)(Record[0] - 'a') % TASKS];
    }
    PROBE_EQUAL(0, Torn, "mixed records");
    for (U32 Index = 0; Index < TASKS; ++Index) PROBE_EQUAL(10 * ROUNDS, Counts[Index], "records");
    ReleaseObject(Shared);
    Remove();
}
