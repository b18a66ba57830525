#include "ipc/Port.h"

#include "abi/Errors.h"
#include "arch/Arch.h"
#include "base/String.h"
#include "memory/Heap.h"
#include "tasks/Mutex.h"
#include "tasks/WaitQueue.h"

typedef struct Message {
    struct Message *Next;
    U32 Bytes;
    U8 Data[];
} Message;

// [i] immutable; [p] under PortsLock; [s] interrupts off.
typedef struct Port {
    Object Object;
    struct Port *Next;           // [p]
    char Name[PORT_NAME_BYTES];  // [i]
    U32 MostMessages;            // [i]
    U32 MostBytes;               // [i]
    Message *First;              // [s] the oldest
    Message *Last;               // [s] undefined while there is none
    U32 Count;                   // [s]
    WaitQueue Senders;           // [s]
    WaitQueue Receivers;         // [s]
} Port;

// The list of ports. One whose last reference is gone is in it until it has got this lock.
static Mutex PortsLock = MUTEX("the list of ports");
static Port *Ports;

static void DestroyPort(Object *Self) {
    Port *Ended = CONTAINER_OF(Self, Port, Object);

    AcquireMutex(&PortsLock);
    Port **Link = &Ports;
    while (*Link != Ended) Link = &(*Link)->Next;
    *Link = Ended->Next;
    ReleaseMutex(&PortsLock);
    while (Ended->First != NULL) {
        Message *Lost = Ended->First;
        Ended->First = Lost->Next;
        FreeHeap(Lost);
    }
    FreeHeap(Ended);
}

static INT GetPortStatus(Object *Self, FileStatus *Status) {
    const Port *Asked = CONTAINER_OF(Self, Port, Object);

    *Status = (FileStatus){.Mode = S_IFPORT | 0666,
                           .Links = 1,
                           .Size = Asked->Count,
                           .BlockBytes = Asked->MostBytes};
    return 0;
}

static const ObjectType PortType = {
    .Name = "port", .GetStatus = GetPortStatus, .Destroy = DestroyPort};

static Port *PortOf(Object *Used) {
    return Used->Type == &PortType ? CONTAINER_OF(Used, Port, Object) : NULL;
}

// A new reference to the port of that name, or NULL. Context: under PortsLock.
static Object *FindPort(const char *Name) {
    for (Port *Other = Ports; Other != NULL; Other = Other->Next) {
        if (!StringsEqual(Other->Name, Name)) continue;
        Object *Found = TryReferenceObject(&Other->Object);
        if (Found != NULL) return Found;
    }
    return NULL;
}

INT CreatePort(const char *Name, U32 MostMessages, U32 MostBytes, Object **Made) {
    if (Name[0] == 0 || MostMessages == 0 || MostMessages > PORT_MAX_MESSAGES || MostBytes == 0 ||
        MostBytes > PORT_MAX_MESSAGE_BYTES) {
        return -EINVAL;
    }
    if (StringLength(Name) >= PORT_NAME_BYTES) return -ENAMETOOLONG;
    Port *New = AllocateHeapZeroed(1, sizeof(Port));
    if (New == NULL) return -ENOMEM;

    InitializeObject(&New->Object, &PortType);
    CopyString(New->Name, sizeof(New->Name), Name);
    New->MostMessages = MostMessages;
    New->MostBytes = MostBytes;
    AcquireMutex(&PortsLock);
    Object *Existing = FindPort(Name);
    if (Existing == NULL) {
        New->Next = Ports;
        Ports = New;
    }
    ReleaseMutex(&PortsLock);
    if (Existing != NULL) {
        ReleaseObject(Existing);
        FreeHeap(New);
        return -EEXIST;
    }
    *Made = &New->Object;
    return 0;
}

INT OpenPort(const char *Name, Object **Opened) {
    AcquireMutex(&PortsLock);
    Object *Found = FindPort(Name);
    ReleaseMutex(&PortsLock);
    if (Found == NULL) return -ENOENT;
    *Opened = Found;
    return 0;
}

// 0: look again. All who wait are woken when something changes, so none depends on another one
// that was woken in its place, and then was killed or had too small a buffer.
static INT WaitForOther(WaitQueue *Queue, U64 Deadline) {
    switch (WaitInUntil(Queue, Deadline)) {
        case WAIT_TIMED_OUT: return -ETIMEDOUT;
        case WAIT_KILLED: return -EINTR;
        default: return 0;
    }
}

static INT Enqueue(Port *To, Message *Sent, U64 Deadline) {
    INT Result = 0;
    const UINT Saved = SaveInterrupts();

    while (To->Count == To->MostMessages && Result == 0) {
        Result = WaitForOther(&To->Senders, Deadline);
    }
    if (Result == 0) {
        if (To->First == NULL) To->First = Sent;
        else To->Last->Next = Sent;
        To->Last = Sent;
        ++To->Count;
        WakeAll(&To->Receivers);
    }
    RestoreInterrupts(Saved);
    return Result;
}

// The oldest message, if it is of at most Bytes bytes.
static INT Dequeue(Port *From, SIZE Bytes, U64 Deadline, Message **Received) {
    INT Result = 0;
    const UINT Saved = SaveInterrupts();

    while (From->Count == 0 && Result == 0) Result = WaitForOther(&From->Receivers, Deadline);
    if (Result == 0 && From->First->Bytes > Bytes) Result = -EMSGSIZE;
    if (Result == 0) {
        *Received = From->First;
        From->First = From->First->Next;
        --From->Count;
        WakeAll(&From->Senders);
    }
    RestoreInterrupts(Saved);
    return Result;
}

INT SendToPort(Object *Used, const void *Content, SIZE Bytes, U64 Deadline) {
    Port *To = PortOf(Used);
    if (To == NULL) return -EBADF;
    if (Bytes > To->MostBytes) return -EMSGSIZE;

    Message *Sent = AllocateHeap(sizeof(Message) + Bytes);
    if (Sent == NULL) return -ENOMEM;
    Sent->Next = NULL;
    Sent->Bytes = (U32)Bytes;
    memcpy(Sent->Data, Content, Bytes);
    const INT Result = Enqueue(To, Sent, Deadline);
    if (Result < 0) FreeHeap(Sent);
    return Result;
}

INT ReceiveFromPort(Object *Used, void *Buffer, SIZE Bytes, U64 Deadline) {
    Port *From = PortOf(Used);
    Message *Received;
    if (From == NULL) return -EBADF;

    INT Result = Dequeue(From, Bytes, Deadline, &Received);
    if (Result < 0) return Result;
    memcpy(Buffer, Received->Data, Received->Bytes);
    Result = (INT)Received->Bytes;
    FreeHeap(Received);
    return Result;
}
