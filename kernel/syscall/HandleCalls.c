// Calls that take a handle. Bytes go through a kernel buffer: a small one on the stack if they fit,
// else the thread's own, piece by piece.

#include "ipc/Pipe.h"
#include "memory/UserCopy.h"
#include "process/Thread.h"
#include "syscall/SystemCalls.h"

#define SMALL_BYTES 256

// More at once would not fit into the result on x86-32; Linux has the same limit.
#define MOST_BYTES 0x7FFFF000

static Object *HandleObject(UINT Handle) {
    return GetHandle(CurrentProcess()->Handles, (I32)Handle);
}

// A buffer for a transfer of Bytes: Small if that will do. NULL: no memory.
static void *ChooseBuffer(SIZE Bytes, void *Small) {
    return Bytes <= SMALL_BYTES ? Small : TransferBuffer();
}

// Only what has positions is read on after a full piece: it never has to be waited for. What does
// not reach the user counts as not read, if that can be undone.
static INT ReadPieces(Object *From, LINEAR To, SIZE Bytes, void *Buffer) {
    SIZE Done = 0;
    INT Got;

    do {
        const SIZE Piece = MINIMUM(Bytes - Done, (SIZE)TRANSFER_BYTES);
        Got = ReadObject(From, Buffer, Piece);
        if (Got < 0) break;
        if (!CopyToUser(To + Done, Buffer, (SIZE)Got)) {
            I64 Back = -(I64)Got;
            if (From->Type->Seek != NULL) SeekObject(From, &Back, SEEK_CUR);
            Got = -EFAULT;
            break;
        }
        Done += (SIZE)Got;
        if ((SIZE)Got < Piece || From->Type->Seek == NULL) break;
    } while (Done < Bytes);
    return Done > 0 ? (INT)Done : Got;
}

INT CallRead(const UINT *A) {
    U8 Small[SMALL_BYTES];
    const SIZE Bytes = MINIMUM(A[2], (UINT)MOST_BYTES);
    Object *From = HandleObject(A[0]);
    INT Result = -ENOMEM;

    if (From == NULL) return -EBADF;
    void *Buffer = ChooseBuffer(Bytes, Small);
    if (Buffer != NULL) Result = ReadPieces(From, A[1], Bytes, Buffer);
    ReleaseObject(From);
    return Result;
}

static INT WritePieces(Object *To, LINEAR From, SIZE Bytes, void *Buffer) {
    SIZE Done = 0;
    INT Put;

    do {
        const SIZE Piece = MINIMUM(Bytes - Done, (SIZE)TRANSFER_BYTES);
        Put = CopyFromUser(Buffer, From + Done, Piece) ? WriteObject(To, Buffer, Piece) : -EFAULT;
        if (Put < 0) break;
        Done += (SIZE)Put;
        if ((SIZE)Put < Piece) break;
    } while (Done < Bytes);
    return Done > 0 ? (INT)Done : Put;
}

INT CallWrite(const UINT *A) {
    U8 Small[SMALL_BYTES];
    const SIZE Bytes = MINIMUM(A[2], (UINT)MOST_BYTES);
    Object *To = HandleObject(A[0]);
    INT Result = -ENOMEM;

    if (To == NULL) return -EBADF;
    void *Buffer = ChooseBuffer(Bytes, Small);
    if (Buffer != NULL) Result = WritePieces(To, A[1], Bytes, Buffer);
    ReleaseObject(To);
    // POSIX.1-2017, write(): who writes what nobody will read is told by a signal, too.
    if (Result == -EPIPE) SendSignal((I32)CurrentProcess()->ID, SIGPIPE);
    return Result;
}

INT CallGetdents(const UINT *A) {
    U8 Small[SMALL_BYTES];
    const SIZE Bytes = MINIMUM(A[2], (UINT)TRANSFER_BYTES);
    Object *From = HandleObject(A[0]);
    INT Result = -ENOMEM;

    if (From == NULL) return -EBADF;
    void *Buffer = ChooseBuffer(Bytes, Small);
    I64 Before = 0;
    SeekObject(From, &Before, SEEK_CUR);
    if (Buffer != NULL) Result = ReadObjectDirectory(From, Buffer, Bytes);
    if (Result > 0 && !CopyToUser(A[1], Buffer, (SIZE)Result)) {
        SeekObject(From, &Before, SEEK_SET);
        Result = -EFAULT;
    }
    ReleaseObject(From);
    return Result;
}

INT CallClose(const UINT *A) { return CloseHandle(CurrentProcess()->Handles, (I32)A[0]); }

INT CallDup(const UINT *A) { return DuplicateHandle(CurrentProcess()->Handles, (I32)A[0]); }

INT CallDup2(const UINT *A) {
    return DuplicateHandleTo(CurrentProcess()->Handles, (I32)A[0], (I32)A[1]);
}

INT CallLseek(const UINT *A) {
    I64 Offset;
    Object *Moved = HandleObject(A[0]);

    if (Moved == NULL) return -EBADF;
    INT Result = -EFAULT;
    if (CopyFromUser(&Offset, A[1], sizeof(Offset))) {
        Result = SeekObject(Moved, &Offset, (U32)A[2]);
    }
    ReleaseObject(Moved);
    if (Result < 0) return Result;
    return CopyToUser(A[1], &Offset, sizeof(Offset)) ? 0 : -EFAULT;
}

INT CallFstat(const UINT *A) {
    FileStatus Status;
    Object *Asked = HandleObject(A[0]);

    if (Asked == NULL) return -EBADF;
    const INT Result = GetObjectStatus(Asked, &Status);
    ReleaseObject(Asked);
    if (Result < 0) return Result;
    return CopyToUser(A[1], &Status, sizeof(Status)) ? 0 : -EFAULT;
}

INT CallFtruncate(const UINT *A) {
    I64 Bytes;
    Object *Cut = HandleObject(A[0]);

    if (Cut == NULL) return -EBADF;
    INT Result = -EFAULT;
    if (CopyFromUser(&Bytes, A[1], sizeof(Bytes))) {
        Result = Bytes < 0 ? -EINVAL : TruncateObject(Cut, (U64)Bytes);
    }
    ReleaseObject(Cut);
    return Result;
}

// Puts both ends under handles, or neither; their references go over to the table or are released.
static INT OpenEnds(Object *Ends[2], BOOL CloseOnExec, I32 Handles[2]) {
    HandleTable *Table = CurrentProcess()->Handles;
    INT Result = 0;

    for (U32 End = 0; End < 2; End++) {
        Handles[End] = -1;
        if (Result >= 0) Result = OpenHandle(Table, Ends[End], CloseOnExec);
        if (Result >= 0) Handles[End] = (I32)Result;
        else ReleaseObject(Ends[End]);
    }
    if (Result < 0) CloseHandle(Table, Handles[0]);
    return Result < 0 ? Result : 0;
}

INT CallPipe(const UINT *A) {
    Object *Ends[2];
    I32 Handles[2];

    if ((A[1] & ~(UINT)(O_CLOEXEC | O_NONBLOCK)) != 0) return -EINVAL;
    INT Result = CreatePipe((U32)A[1], &Ends[0], &Ends[1]);
    if (Result >= 0) Result = OpenEnds(Ends, (A[1] & O_CLOEXEC) != 0, Handles);
    if (Result < 0) return Result;
    if (CopyToUser(A[0], Handles, sizeof(Handles))) return 0;
    CloseHandle(CurrentProcess()->Handles, Handles[0]);
    CloseHandle(CurrentProcess()->Handles, Handles[1]);
    return -EFAULT;
}

// What has a foreground group is a terminal.
INT CallIsatty(const UINT *A) {
    Object *Asked = HandleObject(A[0]);

    if (Asked == NULL) return -EBADF;
    const INT Result = Asked->Type->SetForeground == NULL ? -ENOTTY : 1;
    ReleaseObject(Asked);
    return Result;
}

INT CallTcsetpgrp(const UINT *A) {
    Object *Terminal = HandleObject(A[0]);
    INT Result;

    if (Terminal == NULL) return -EBADF;
    if (Terminal->Type->SetForeground == NULL) Result = -ENOTTY;
    else if ((I32)A[1] < 0) Result = -EINVAL;
    else if (A[1] != 0 && !GroupExists((U32)A[1])) Result = -EPERM;
    else Result = Terminal->Type->SetForeground(Terminal, (U32)A[1]);
    ReleaseObject(Terminal);
    return Result;
}
