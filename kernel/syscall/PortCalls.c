#include "ipc/Port.h"
#include "memory/UserCopy.h"
#include "process/Thread.h"
#include "syscall/SystemCalls.h"
#include "syscall/UserArguments.h"

_Static_assert(PORT_MAX_MESSAGE_BYTES <= TRANSFER_BYTES, "a message is copied as a whole");

static INT OpenAsHandle(INT Result, Object *Opened) {
    if (Result < 0) return Result;
    Result = OpenHandle(CurrentProcess()->Handles, Opened, FALSE);
    if (Result < 0) ReleaseObject(Opened);
    return Result;
}

INT CallPortCreate(const UINT *A) {
    char Name[PORT_NAME_BYTES];
    Object *Made = NULL;
    const INT Length = CopyStringFromUser(Name, A[0], sizeof(Name));

    if (Length < 0) return Length;
    if (A[1] > PORT_MAX_MESSAGES || A[2] > PORT_MAX_MESSAGE_BYTES) return -EINVAL;
    const INT Result = CreatePort(Name, (U32)A[1], (U32)A[2], &Made);
    return OpenAsHandle(Result, Made);
}

INT CallPortOpen(const UINT *A) {
    char Name[PORT_NAME_BYTES];
    Object *Opened = NULL;
    const INT Length = CopyStringFromUser(Name, A[0], sizeof(Name));

    if (Length < 0) return Length;
    const INT Result = OpenPort(Name, &Opened);
    return OpenAsHandle(Result, Opened);
}

INT CallPortSend(const UINT *A) {
    U64 Deadline;
    void *Buffer = TransferBuffer();

    if (Buffer == NULL) return -ENOMEM;
    if (A[2] > PORT_MAX_MESSAGE_BYTES) return -EMSGSIZE;
    INT Result = CopyDeadline(A[3], &Deadline);
    if (Result == 0 && !CopyFromUser(Buffer, A[1], A[2])) Result = -EFAULT;
    if (Result != 0) return Result;

    Object *Port = GetHandle(CurrentProcess()->Handles, (I32)A[0]);
    if (Port == NULL) return -EBADF;
    Result = SendToPort(Port, Buffer, A[2], Deadline);
    ReleaseObject(Port);
    return Result;
}

INT CallPortReceive(const UINT *A) {
    U64 Deadline;
    void *Buffer = TransferBuffer();

    if (Buffer == NULL) return -ENOMEM;
    INT Result = CopyDeadline(A[3], &Deadline);
    if (Result != 0) return Result;

    Object *Port = GetHandle(CurrentProcess()->Handles, (I32)A[0]);
    if (Port == NULL) return -EBADF;
    Result = ReceiveFromPort(Port, Buffer, MINIMUM(A[2], (UINT)PORT_MAX_MESSAGE_BYTES), Deadline);
    ReleaseObject(Port);
    if (Result > 0 && !CopyToUser(A[1], Buffer, (SIZE)Result)) return -EFAULT;
    return Result;
}
