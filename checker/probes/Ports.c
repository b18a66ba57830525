// What ipc/Port.h promises.

#include "abi/Errors.h"
#include "base/Format.h"
#include "base/String.h"
#include "ipc/Port.h"
#include "memory/Heap.h"
#include "probe/Probe.h"
#include "tasks/Scheduler.h"
#include "time/Clock.h"

#define SENDERS 4
#define MESSAGES 50

static Object *Port;

static Task *Start(TaskFunction Function, void *Argument) {
    const TaskInfo Info = {
        .Name = "posted", .Function = Function, .Argument = Argument, .IsShielded = TRUE};
    Task *Started = NULL;

    PROBE_EXPECT(CreateTask(&Info, &Started) == TASK_CREATED, "no task");
    return Started;
}

static INT Finish(Task *Ended) {
    const U32 ExitCode = WaitTask(Ended);

    ReleaseTask(Ended);
    return (I32)ExitCode;
}

static BOOL MakePort(U32 MostMessages, U32 MostBytes) {
    return PROBE_EXPECT(CreatePort("probe", MostMessages, MostBytes, &Port) == 0, "no port");
}

static U32 ReceiveOne(void *Argument) {
    return (U32)ReceiveFromPort(Port, Argument, 4, WAIT_FOR_EVER);
}

static U32 SendOne(void *Argument) { return (U32)SendToPort(Port, Argument, 1, WAIT_FOR_EVER); }

PROBE(APortsNameIsFreeAgain, "a name is taken until the last reference is gone, messages or not") {
    const U32 Blocks = GetHeapCounts().Blocks;
    Object *Other = NULL, *Second = NULL;

    PROBE_EQUAL(-ENOENT, OpenPort("probe", &Other), "open before there is one");
    if (!MakePort(4, 16)) return;
    PROBE_EQUAL(-EEXIST, CreatePort("probe", 4, 16, &Other), "another of that name");
    PROBE_EQUAL(0, CreatePort("probe2", 4, 16, &Second), "one of another name");
    PROBE_EQUAL(0, OpenPort("probe", &Other), "open");
    PROBE_EXPECT(Other == Port, "another port");
    PROBE_EQUAL(0, SendToPort(Port, "hello", 5, 0), "send");
    ReleaseObject(Port);
    PROBE_EQUAL(-EEXIST, CreatePort("probe", 4, 16, &Port), "while one handle is left");
    ReleaseObject(Other);
    PROBE_EQUAL(-ENOENT, OpenPort("probe", &Other), "open after the last one");
    if (MakePort(1, 1)) ReleaseObject(Port);
    ReleaseObject(Second);
    PROBE_EQUAL(Blocks, GetHeapCounts().Blocks, "heap blocks");
}

PROBE(PortsRefuseNonsense, "bad names, limits, objects and sizes each have their error") {
    char Long[PORT_NAME_BYTES + 1];
    Object *Made, Stranger;
    FileStatus Status = {0};
    U8 Byte = 0;
    static const ObjectType NoPort = {.Name = "probe"};

    memset(Long, 'n', sizeof(Long));
    Long[PORT_NAME_BYTES] = 0;
    PROBE_EQUAL(-EINVAL, CreatePort("", 1, 1, &Made), "no name");
    PROBE_EQUAL(-ENAMETOOLONG, CreatePort(Long, 1, 1, &Made), "a long name");
    PROBE_EQUAL(-EINVAL, CreatePort("probe", 0, 1, &Made), "no messages");
    PROBE_EQUAL(-EINVAL, CreatePort("probe", 1, 0, &Made), "no bytes");
    PROBE_EQUAL(-EINVAL, CreatePort("probe", PORT_MAX_MESSAGES + 1, 1, &Made), "many messages");
    PROBE_EQUAL(-EINVAL, CreatePort("probe", 1, PORT_MAX_MESSAGE_BYTES + 1, &Made), "many bytes");
    Long[PORT_NAME_BYTES - 1] = 0;
    PROBE_EQUAL(0, CreatePort(Long, PORT_MAX_MESSAGES, PORT_MAX_MESSAGE_BYTES, &Port), "the most");
    PROBE_EQUAL(0, GetObjectStatus(Port, &Status), "status");
    PROBE_EQUAL(S_IFPORT, Status.Mode & S_IFMT, "kind");
    PROBE_EQUAL(-EBADF, ReadObject(Port, &Byte, 1), "read");
    PROBE_EQUAL(-EBADF, WriteObject(Port, &Byte, 1), "write");
    PROBE_EQUAL(-EMSGSIZE, SendToPort(Port, Long, PORT_MAX_MESSAGE_BYTES + 1, 0), "a long message");
    ReleaseObject(Port);
    InitializeObject(&Stranger, &NoPort);
    PROBE_EQUAL(-EBADF, SendToPort(&Stranger, &Byte, 1, 0), "send to no port");
    PROBE_EQUAL(-EBADF, ReceiveFromPort(&Stranger, &Byte, 1, 0), "receive from no port");
}

PROBE(MessagesArriveWholeAndInOrder, "with their lengths; too small a buffer leaves one there") {
    char Buffer[16];

    if (!MakePort(3, 16)) return;
    PROBE_EQUAL(0, SendToPort(Port, "first", 5, 0), "send");
    PROBE_EQUAL(0, SendToPort(Port, "", 0, 0), "send of nothing");
    PROBE_EQUAL(0, SendToPort(Port, "the third has 16", 16, 0), "send");
    PROBE_EQUAL(-EMSGSIZE, ReceiveFromPort(Port, Buffer, 4, 0), "too small a buffer");
    PROBE_EQUAL(5, ReceiveFromPort(Port, Buffer, 5, 0), "receive");
    PROBE_EXPECT(memcmp(Buffer, "first", 5) == 0, "another message");
    PROBE_EQUAL(0, ReceiveFromPort(Port, Buffer, 0, 0), "receive of nothing");
    PROBE_EQUAL(16, ReceiveFromPort(Port, Buffer, sizeof(Buffer), 0), "receive");
    PROBE_EXPECT(memcmp(Buffer, "the third has 16", 16) == 0, "another message");
    PROBE_EQUAL(-ETIMEDOUT, ReceiveFromPort(Port, Buffer, sizeof(Buffer), 0), "nothing left");
    ReleaseObject(Port);
}

PROBE(PortsKeepTheirDeadlines, "a wait ends at its deadline, not before, at most 2 ticks late") {
    const U32 Blocks = GetHeapCounts().Blocks;
    U8 Byte = 1;

    if (!MakePort(1, 1)) return;
    for (U32 Turn = 0; Turn < 2; ++Turn) {
        const U64 Deadline = ClockMicroseconds() + 50000;
        const INT Result = Turn == 0 ? ReceiveFromPort(Port, &Byte, 1, Deadline)
                                     : SendToPort(Port, &Byte, 1, Deadline);
        const U64 Now = ClockMicroseconds();

        PROBE_EQUAL(-ETIMEDOUT, Result, "result");
        PROBE_EXPECT(Now >= Deadline && Now <= Deadline + 2 * TICK_MICROSECONDS, "%lld us off",
                     (I64)(Now - Deadline));
        if (Turn == 0) PROBE_EQUAL(0, SendToPort(Port, &Byte, 1, Deadline), "send, with room");
    }
    PROBE_EQUAL(1, ReceiveFromPort(Port, &Byte, 1, 0), "what is there needs no time");
    ReleaseObject(Port);
    PROBE_EQUAL(Blocks, GetHeapCounts().Blocks, "heap blocks");
}

PROBE(KilledPortUsersTakeNothing, "a kill ends a wait with -EINTR; the others go on") {
    const U32 Blocks = GetHeapCounts().Blocks;
    U8 First[4] = {0}, Second[4] = {0};

    if (!MakePort(1, 1)) return;
    Task *Killed = Start(ReceiveOne, First);
    Task *Other = Start(ReceiveOne, Second);
    Sleep(30000);
    // Woken by a message, and killed before it can run: the message is not lost with it.
    PROBE_EQUAL(0, SendToPort(Port, "m", 1, 0), "send");
    KillTask(Killed);
    const INT Result = Finish(Killed);
    if (Result == 1) PROBE_EQUAL(0, SendToPort(Port, "m", 1, 0), "send");
    else PROBE_EQUAL(-EINTR, Result, "the killed receiver's result");
    PROBE_EQUAL(1, Finish(Other), "the other receiver's result");

    PROBE_EQUAL(0, SendToPort(Port, "1", 1, 0), "filling it");
    Killed = Start(SendOne, "2");
    Other = Start(SendOne, "3");
    Sleep(30000);
    KillTask(Killed);
    PROBE_EQUAL(-EINTR, Finish(Killed), "the killed sender's result");
    PROBE_EQUAL(1, ReceiveFromPort(Port, First, 1, 0), "receive");
    PROBE_EQUAL(0, Finish(Other), "the other sender's result");
    PROBE_EQUAL(1, ReceiveFromPort(Port, First, 1, 0), "receive");
    PROBE_EQUAL('3', First[0], "the other sender's message");
    ReleaseObject(Port);
    PROBE_EQUAL(Blocks, GetHeapCounts().Blocks, "heap blocks");
}

static U32 ReceiveLong(void *Argument) {
    return (U32)ReceiveFromPort(Port, Argument, 16, ClockMicroseconds() + 1000000);
}

PROBE(ASmallBufferHoldsNobodyUp, "who has room for a message gets it, whoever was woken first") {
    U8 Small[4], Large[16];

    if (!MakePort(2, 16)) return;
    Task *First = Start(ReceiveOne, Small);
    Sleep(30000);
    Task *Second = Start(ReceiveLong, Large);
    Sleep(30000);
    PROBE_EQUAL(0, SendToPort(Port, "eight888", 8, 0), "send");
    PROBE_EQUAL(-EMSGSIZE, Finish(First), "result with too small a buffer");
    PROBE_EQUAL(8, Finish(Second), "result with enough room");
    ReleaseObject(Port);
}

typedef struct {
    U32 Sender;
    U32 Number;
} Numbered;

static U32 SendNumbers(void *Argument) {
    INT Result = 0;

    for (U32 Number = 0; Number < MESSAGES && Result == 0; ++Number) {
        const Numbered Message = {(U32)(LINEAR)Argument, Number};
        Result = SendToPort(Port, &Message, sizeof(Message), WAIT_FOR_EVER);
        if (Number % 7 == 0) YieldTask();
    }
    return (U32)Result;
}

PROBE(ManySendersOneReceiver, "each sender's messages all arrive, once, in its order") {
    Task *Senders[SENDERS];
    U32 Next[SENDERS] = {0};
    Numbered Message;

    if (!MakePort(3, sizeof(Numbered))) return;
    for (U32 Index = 0; Index < SENDERS; ++Index) {
        Senders[Index] = Start(SendNumbers, (void *)(LINEAR)Index);
    }
    for (U32 Count = 0; Count < SENDERS * MESSAGES; ++Count) {
        const INT Got = ReceiveFromPort(Port, &Message, sizeof(Message), WAIT_FOR_EVER);
        if (!PROBE_EQUAL(sizeof(Message), Got, "bytes") || Message.Sender >= SENDERS) break;
        if (Message.Number != Next[Message.Sender]++) PROBE_EXPECT(FALSE, "out of order");
    }
    for (U32 Index = 0; Index < SENDERS; ++Index) PROBE_EQUAL(0, Finish(Senders[Index]), "result");
    PROBE_EQUAL(-ETIMEDOUT, ReceiveFromPort(Port, &Message, sizeof(Message), 0), "nothing left");
    ReleaseObject(Port);
}

static U32 MakeAndDrop(void *Argument) {
    for (U32 Round = 0; Round < 200; ++Round) {
        Object *Mine;
        const INT Result =
            Round % 2 == 0 ? CreatePort("storm", 1, 1, &Mine) : OpenPort("storm", &Mine);

        if (Result == 0) ReleaseObject(Mine);
        if ((Round + (LINEAR)Argument) % 3 == 0) YieldTask();
    }
    return 0;
}

PROBE(PortsComeAndGo, "tasks that create, open and drop one name leave it free") {
    const U32 Blocks = GetHeapCounts().Blocks;
    Task *Droppers[SENDERS];

    for (U32 Index = 0; Index < SENDERS; ++Index) {
        Droppers[Index] = Start(MakeAndDrop, (void *)(LINEAR)Index);
    }
    for (U32 Index = 0; Index < SENDERS; ++Index) Finish(Droppers[Index]);
    PROBE_EQUAL(-ENOENT, OpenPort("storm", &Port), "open");
    PROBE_EQUAL(Blocks, GetHeapCounts().Blocks, "heap blocks");
}
