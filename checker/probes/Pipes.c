// What ipc/Pipe.h promises.

#include "abi/Errors.h"
#include "base/String.h"
#include "ipc/Pipe.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "probe/Probe.h"
#include "tasks/Scheduler.h"

#define WRITERS 4
#define ROUNDS 40

static Object *ReadEnd, *WriteEnd;
static U8 Large[3 * PIPE_BYTES];

static Task *Start(TaskFunction Function, void *Argument) {
    const TaskInfo Info = {
        .Name = "piped", .Function = Function, .Argument = Argument, .IsShielded = TRUE};
    Task *Started = NULL;

    PROBE_EXPECT(CreateTask(&Info, &Started) == TASK_CREATED, "no task");
    return Started;
}

static INT Finish(Task *Ended) {
    const U32 ExitCode = WaitTask(Ended);

    ReleaseTask(Ended);
    return (I32)ExitCode;
}

static BOOL MakePipe(U32 Flags) {
    return PROBE_EXPECT(CreatePipe(Flags, &ReadEnd, &WriteEnd) == 0, "no pipe");
}

static U32 ReadOne(void *Argument) {
    U8 Byte = 0;
    const INT Result = ReadObject(ReadEnd, &Byte, 1);

    if (Argument != NULL) *(U8 *)Argument = Byte;
    return (U32)Result;
}

static U32 WriteLarge(void *Argument) {
    return (U32)WriteObject(WriteEnd, Large, (SIZE)Argument);
}

PROBE(APipeGivesBackAll, "closing both ends, in either order, full or empty, frees everything") {
    if (!MakePipe(0)) return;
    ReleaseObject(ReadEnd);
    ReleaseObject(WriteEnd);
    const U32 Frames = GetFrameCounts().Free, Blocks = GetHeapCounts().Blocks;

    for (U32 Round = 0; Round < 8; ++Round) {
        if (!MakePipe(0)) return;
        if (Round & 1) PROBE_EQUAL(PIPE_BYTES, WriteObject(WriteEnd, Large, PIPE_BYTES), "written");
        ReleaseObject(Round & 2 ? ReadEnd : WriteEnd);
        ReleaseObject(Round & 2 ? WriteEnd : ReadEnd);
    }
    PROBE_EQUAL(Frames, GetFrameCounts().Free, "free frames");
    PROBE_EQUAL(Blocks, GetHeapCounts().Blocks, "heap blocks");
}

PROBE(APipeKeepsBytesInOrder, "what goes in comes out, around the ring's end") {
    U8 Read[1000];
    U32 In = 0, Out = 0;

    if (!MakePipe(O_NONBLOCK)) return;
    while (Out < 5 * PIPE_BYTES) {
        U8 Written[777];
        for (U32 Index = 0; Index < sizeof(Written); ++Index) {
            Written[Index] = (U8)((In + Index) % 251);
        }
        const INT Count = WriteObject(WriteEnd, Written, sizeof(Written));
        if (Count > 0) In += (U32)Count;
        else PROBE_EQUAL(-EAGAIN, Count, "result of a write into a full pipe");
        if (Count > 0 && In - Out < PIPE_BYTES / 2) continue;
        const INT Got = ReadObject(ReadEnd, Read, sizeof(Read));
        if (!PROBE_EXPECT(Got > 0, "%ld bytes read", Got)) break;
        for (INT Index = 0; Index < Got; ++Index, ++Out) {
            if (Read[Index] != Out % 251) PROBE_EQUAL(Out % 251, Read[Index], "byte");
        }
    }
    ReleaseObject(ReadEnd);
    ReleaseObject(WriteEnd);
}

PROBE(PipeEndsAreOneWay, "each end refuses the other's use, and neither has a position") {
    U8 Byte = 0;
    I64 Offset = 0;
    FileStatus Status = {0};

    if (!MakePipe(0)) return;
    PROBE_EQUAL(-EBADF, ReadObject(WriteEnd, &Byte, 1), "read from the write end");
    PROBE_EQUAL(-EBADF, WriteObject(ReadEnd, &Byte, 1), "write to the read end");
    PROBE_EQUAL(-ESPIPE, SeekObject(ReadEnd, &Offset, SEEK_CUR), "seek");
    PROBE_EQUAL(0, ReadObject(ReadEnd, &Byte, 0), "read of nothing");
    PROBE_EQUAL(0, WriteObject(WriteEnd, &Byte, 0), "write of nothing");
    PROBE_EQUAL(3, WriteObject(WriteEnd, "abc", 3), "write");
    PROBE_EQUAL(0, GetObjectStatus(ReadEnd, &Status), "status");
    PROBE_EQUAL(S_IFIFO, Status.Mode & S_IFMT, "kind");
    PROBE_EQUAL(3, Status.Size, "bytes in the pipe");
    ReleaseObject(ReadEnd);
    ReleaseObject(WriteEnd);
}

PROBE(TheEndOfAPipeIsSeen, "no writer: the rest, then 0; no reader: -EPIPE") {
    U8 Bytes[8];

    if (!MakePipe(0)) return;
    PROBE_EQUAL(3, WriteObject(WriteEnd, "abc", 3), "write");
    ReleaseObject(WriteEnd);
    PROBE_EQUAL(3, ReadObject(ReadEnd, Bytes, sizeof(Bytes)), "the rest");
    PROBE_EQUAL(0, ReadObject(ReadEnd, Bytes, sizeof(Bytes)), "the end");
    PROBE_EQUAL(0, ReadObject(ReadEnd, Bytes, sizeof(Bytes)), "the end again");
    ReleaseObject(ReadEnd);
    if (!MakePipe(0)) return;
    ReleaseObject(ReadEnd);
    PROBE_EQUAL(-EPIPE, WriteObject(WriteEnd, "abc", 3), "write that nobody can read");
    ReleaseObject(WriteEnd);
}

PROBE(WaitersSeeTheOtherEndClose, "a waiting reader gets 0, a waiting writer -EPIPE or its bytes") {
    if (!MakePipe(0)) return;
    Task *Reader = Start(ReadOne, NULL);
    Sleep(30000);
    PROBE_EQUAL(TASK_WAITING, Reader->State, "the reader's state");
    ReleaseObject(WriteEnd);
    PROBE_EQUAL(0, Finish(Reader), "the reader's result");
    ReleaseObject(ReadEnd);

    if (!MakePipe(0)) return;
    PROBE_EQUAL(PIPE_BYTES - 10, WriteObject(WriteEnd, Large, PIPE_BYTES - 10), "first write");
    Task *Atomic = Start(WriteLarge, (void *)100);
    Sleep(30000);
    Task *Huge = Start(WriteLarge, (void *)sizeof(Large));
    Sleep(30000);
    PROBE_EQUAL(TASK_WAITING, Atomic->State, "state of the writer of 100 bytes");
    PROBE_EQUAL(TASK_WAITING, Huge->State, "state of the writer of many");
    ReleaseObject(ReadEnd);
    PROBE_EQUAL(-EPIPE, Finish(Atomic), "result of 100 bytes");
    PROBE_EQUAL(10, Finish(Huge), "result of many");
    ReleaseObject(WriteEnd);
}

PROBE(AKilledWaiterLeavesThePipe, "a kill ends a wait with -EINTR and takes nothing with it") {
    U8 Byte = 0;

    if (!MakePipe(0)) return;
    Task *Reader = Start(ReadOne, NULL);
    Task *Other = Start(ReadOne, &Byte);
    Sleep(30000);
    KillTask(Reader);
    PROBE_EQUAL(-EINTR, Finish(Reader), "the killed reader's result");
    PROBE_EQUAL(1, WriteObject(WriteEnd, "x", 1), "write");
    PROBE_EQUAL(1, Finish(Other), "the other reader's result");
    PROBE_EQUAL('x', Byte, "its byte");

    PROBE_EQUAL(PIPE_BYTES, WriteObject(WriteEnd, Large, PIPE_BYTES), "filling it");
    Task *Writer = Start(WriteLarge, (void *)1);
    Sleep(30000);
    KillTask(Writer);
    PROBE_EQUAL(-EINTR, Finish(Writer), "the killed writer's result");
    PROBE_EQUAL(PIPE_BYTES, ReadObject(ReadEnd, Large, sizeof(Large)), "bytes in the pipe");
    ReleaseObject(ReadEnd);
    ReleaseObject(WriteEnd);
}

PROBE(NonBlockingPipesSayEAGAIN, "what would wait says so; small writes stay whole") {
    U8 Bytes[16];

    if (!MakePipe(O_NONBLOCK)) return;
    PROBE_EQUAL(-EAGAIN, ReadObject(ReadEnd, Bytes, sizeof(Bytes)), "read of an empty pipe");
    PROBE_EQUAL(PIPE_BUF, WriteObject(WriteEnd, Large, PIPE_BUF), "write");
    PROBE_EQUAL(10, WriteObject(WriteEnd, Large, 10), "write");
    PROBE_EQUAL(-EAGAIN, WriteObject(WriteEnd, Large, PIPE_BYTES - PIPE_BUF - 9), "one too many");
    PROBE_EQUAL(PIPE_BYTES - PIPE_BUF - 10, WriteObject(WriteEnd, Large, PIPE_BUF + 1), "a part");
    PROBE_EQUAL(-EAGAIN, WriteObject(WriteEnd, Large, PIPE_BUF + 1), "write to a full pipe");
    ReleaseObject(WriteEnd);
    PROBE_EQUAL(sizeof(Bytes), ReadObject(ReadEnd, Bytes, sizeof(Bytes)), "read");
    ReleaseObject(ReadEnd);
}

// Records of PIPE_BUF bytes, all of them the writer's number. It sleeps in between, so that it
// comes back, ahead of others, to a pipe that they have begun to fill.
static U32 WriteRecords(void *Argument) {
    U8 *Record = AllocateHeap(PIPE_BUF);
    INT Result = Record == NULL ? -ENOMEM : PIPE_BUF;

    if (Record != NULL) memset(Record, (int)(LINEAR)Argument, PIPE_BUF);
    for (U32 Round = 0; Round < ROUNDS && Result == PIPE_BUF; ++Round) {
        Result = WriteObject(WriteEnd, Record, PIPE_BUF);
        Sleep(1);
    }
    FreeHeap(Record);
    return (U32)Result;
}

// Reads exactly that many, in odd pieces, and lets writers run after each: they meet all kinds of
// room.
static BOOL ReadAll(U8 *To, U32 Bytes) {
    for (U32 Done = 0; Done < Bytes;) {
        const INT Got = ReadObject(ReadEnd, To + Done, MINIMUM(Bytes - Done, 1237u));
        if (!PROBE_EXPECT(Got > 0, "%ld bytes read", Got)) return FALSE;
        Done += (U32)Got;
        YieldTask();
    }
    return TRUE;
}

PROBE(WritesOfPipeBufAreWhole, "records of several writers of PIPE_BUF bytes never mix") {
    Task *Writers[WRITERS];
    U32 Counts[WRITERS] = {0}, Mixed = 0;

    if (!MakePipe(0)) return;
    for (U32 Index = 0; Index < WRITERS; ++Index) {
        Writers[Index] = Start(WriteRecords, (void *)(LINEAR)Index);
    }
    for (U32 Record = 0; Record < WRITERS * ROUNDS && ReadAll(Large, PIPE_BUF); ++Record) {
        for (U32 Index = 1; Index < PIPE_BUF; ++Index) Mixed += Large[Index] != Large[0];
        ++Counts[Large[0] % WRITERS];
    }
    PROBE_EQUAL(0, Mixed, "bytes of another writer in a record");
    for (U32 Index = 0; Index < WRITERS; ++Index) {
        PROBE_EQUAL(PIPE_BUF, Finish(Writers[Index]), "a writer's last result");
        PROBE_EQUAL(ROUNDS, Counts[Index], "a writer's records");
    }
    ReleaseObject(ReadEnd);
    ReleaseObject(WriteEnd);
}

static U32 CountBytes(void *Argument) {
    U8 Bytes[100];
    U32 Count = 0;
    INT Got;

    (void)Argument;
    while ((Got = ReadObject(ReadEnd, Bytes, sizeof(Bytes))) > 0) Count += (U32)Got;
    return Count;
}

PROBE(ManyReadersShareAPipe, "every byte of large writes goes to one of several readers") {
    Task *Readers[3], *Writers[2];
    INT Sum = 0;

    if (!MakePipe(0)) return;
    for (U32 Index = 0; Index < 3; ++Index) Readers[Index] = Start(CountBytes, NULL);
    for (U32 Index = 0; Index < 2; ++Index) {
        Writers[Index] = Start(WriteLarge, (void *)sizeof(Large));
    }
    for (U32 Index = 0; Index < 2; ++Index) {
        PROBE_EQUAL(sizeof(Large), Finish(Writers[Index]), "written");
    }
    ReleaseObject(WriteEnd);
    for (U32 Index = 0; Index < 3; ++Index) Sum += Finish(Readers[Index]);
    PROBE_EQUAL(2 * sizeof(Large), Sum, "bytes read");
    ReleaseObject(ReadEnd);
}
