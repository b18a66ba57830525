#include "ipc/Pipe.h"

#include "abi/Errors.h"
#include "arch/Arch.h"
#include "base/String.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "tasks/WaitQueue.h"

#define PIPE_FRAMES (PIPE_BYTES / PAGE_BYTES)

_Static_assert(PIPE_BUF <= PIPE_BYTES, "what has to go in as a whole fits");

// [i] immutable; [s] interrupts off: the bytes in the ring too, a copy of at most PIPE_BYTES.
typedef struct {
    Object ReadEnd;
    Object WriteEnd;
    BOOL IsNonBlocking;  // [i]
    U8 *Ring;            // [i]
    BOOL HasReader;      // [s] the object is not destroyed
    BOOL HasWriter;      // [s]
    U32 Start;           // [s] the oldest byte's place
    U32 Used;            // [s]
    WaitQueue Readers;   // [s]
    WaitQueue Writers;   // [s]
} Pipe;

static void CopyOut(Pipe *From, U8 *To, U32 Bytes) {
    const U32 AtEnd = MINIMUM(Bytes, PIPE_BYTES - From->Start);

    memcpy(To, From->Ring + From->Start, AtEnd);
    memcpy(To + AtEnd, From->Ring, Bytes - AtEnd);
    From->Start = (From->Start + Bytes) % PIPE_BYTES;
    From->Used -= Bytes;
}

static void CopyIn(Pipe *To, const U8 *From, U32 Bytes) {
    const U32 End = (To->Start + To->Used) % PIPE_BYTES;
    const U32 AtEnd = MINIMUM(Bytes, PIPE_BYTES - End);

    memcpy(To->Ring + End, From, AtEnd);
    memcpy(To->Ring, From + AtEnd, Bytes - AtEnd);
    To->Used += Bytes;
}

// 0: look again.
static INT WaitForOther(const Pipe *Shared, WaitQueue *Queue) {
    if (Shared->IsNonBlocking) return -EAGAIN;
    return WaitInUntil(Queue, WAIT_FOR_EVER) == WAIT_KILLED ? -EINTR : 0;
}

static INT ReadPipe(Object *Self, void *Buffer, SIZE Bytes) {
    Pipe *From = CONTAINER_OF(Self, Pipe, ReadEnd);
    INT Result = 0;
    if (Bytes == 0) return 0;

    const UINT Saved = SaveInterrupts();
    while (From->Used == 0 && From->HasWriter && Result == 0) {
        Result = WaitForOther(From, &From->Readers);
    }
    if (Result == 0) {
        const U32 Count = (U32)MINIMUM(Bytes, (SIZE)From->Used);

        CopyOut(From, Buffer, Count);
        WakeAll(&From->Writers);
        Result = (INT)Count;
    }
    RestoreInterrupts(Saved);
    return Result;
}

static INT WritePipe(Object *Self, const void *Buffer, SIZE Bytes) {
    Pipe *To = CONTAINER_OF(Self, Pipe, WriteEnd);
    const SIZE Needed = Bytes <= PIPE_BUF ? Bytes : 1;
    SIZE Done = 0;
    INT Error = 0;

    const UINT Saved = SaveInterrupts();
    while (Done < Bytes && Error == 0) {
        const U32 Room = PIPE_BYTES - To->Used;

        if (!To->HasReader) {
            Error = -EPIPE;
        } else if (Room < Needed) {
            Error = WaitForOther(To, &To->Writers);
        } else {
            const U32 Count = (U32)MINIMUM(Bytes - Done, (SIZE)Room);

            CopyIn(To, (const U8 *)Buffer + Done, Count);
            Done += Count;
            WakeAll(&To->Readers);
        }
    }
    RestoreInterrupts(Saved);
    return Done > 0 ? (INT)Done : Error;
}

static INT DescribePipe(const Pipe *Asked, FileStatus *Status) {
    *Status = (FileStatus){
        .Mode = S_IFIFO | 0600, .Links = 1, .Size = Asked->Used, .BlockBytes = PIPE_BUF};
    return 0;
}

static INT GetReadEndStatus(Object *Self, FileStatus *Status) {
    return DescribePipe(CONTAINER_OF(Self, Pipe, ReadEnd), Status);
}

static INT GetWriteEndStatus(Object *Self, FileStatus *Status) {
    return DescribePipe(CONTAINER_OF(Self, Pipe, WriteEnd), Status);
}

static void FreePipe(Pipe *Unused) {
    const PHYSICAL First = PhysicalOf(Unused->Ring);

    for (U32 Index = 0; Index < PIPE_FRAMES; ++Index) FreeFrame(First + Index * PAGE_BYTES);
    FreeHeap(Unused);
}

// Whoever waits at the other end learns that nobody comes any more; the second end frees all.
static void CloseEnd(Pipe *Shared, BOOL *HasThisEnd, WaitQueue *Others) {
    const UINT Saved = SaveInterrupts();

    *HasThisEnd = FALSE;
    WakeAll(Others);
    const BOOL IsLast = !Shared->HasReader && !Shared->HasWriter;
    RestoreInterrupts(Saved);
    if (IsLast) FreePipe(Shared);
}

static void DestroyReadEnd(Object *Self) {
    Pipe *Shared = CONTAINER_OF(Self, Pipe, ReadEnd);

    CloseEnd(Shared, &Shared->HasReader, &Shared->Writers);
}

static void DestroyWriteEnd(Object *Self) {
    Pipe *Shared = CONTAINER_OF(Self, Pipe, WriteEnd);

    CloseEnd(Shared, &Shared->HasWriter, &Shared->Readers);
}

static const ObjectType ReadEndType = {.Name = "pipe's read end",
                                       .Read = ReadPipe,
                                       .GetStatus = GetReadEndStatus,
                                       .Destroy = DestroyReadEnd};
static const ObjectType WriteEndType = {.Name = "pipe's write end",
                                        .Write = WritePipe,
                                        .GetStatus = GetWriteEndStatus,
                                        .Destroy = DestroyWriteEnd};

INT CreatePipe(U32 Flags, Object **ReadEnd, Object **WriteEnd) {
    Pipe *Made = AllocateHeapZeroed(1, sizeof(Pipe));
    // In the direct map, which costs neither kernel addresses nor page tables.
    const PHYSICAL Frames = Made == NULL ? NO_FRAME : AllocateFrames(PIPE_FRAMES, DIRECT_MAP_BYTES);

    if (Frames == NO_FRAME) {
        FreeHeap(Made);
        return -ENOMEM;
    }
    Made->Ring = DirectMap(Frames);
    Made->IsNonBlocking = (Flags & O_NONBLOCK) != 0;
    Made->HasReader = Made->HasWriter = TRUE;
    InitializeObject(&Made->ReadEnd, &ReadEndType);
    InitializeObject(&Made->WriteEnd, &WriteEndType);
    *ReadEnd = &Made->ReadEnd;
    *WriteEnd = &Made->WriteEnd;
    return 0;
}
