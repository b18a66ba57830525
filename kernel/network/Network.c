#include "network/Network.h"

#include "arch/Arch.h"
#include "base/CommandLine.h"
#include "base/Format.h"
#include "base/Log.h"
#include "base/String.h"
#include "devices/E1000.h"
#include "memory/Heap.h"
#include "network/Host.h"
#include "sync/Freeze.h"
#include "tasks/Task.h"
#include "tasks/WaitQueue.h"
#include "time/Clock.h"

// A controller that has not sent 32 frames after this long never will.
#define SEND_LIMIT_MICROSECONDS 1000000

#define MAC_FORMAT "%02x:%02x:%02x:%02x:%02x:%02x"
#define MAC_VALUES(M) (M)[0], (M)[1], (M)[2], (M)[3], (M)[4], (M)[5]
#define IP_FORMAT "%u.%u.%u.%u"
#define IP_VALUES(A) (A) >> 24, (A) >> 16 & 255, (A) >> 8 & 255, (A)&255

// [t] the network's task; [s] interrupts off; [f] frozen.
static struct {
    BOOL IsStarted;    // [i] after boot
    Host Host;         // [f]
    U64 Sent;          // [t]
    U64 SendsLost;     // [t] frames that the controller did not take
    U8 *Frame;         // [t]
    U8 *Answer;        // [t]
    BOOL IsEvent;      // [s] the controller has asked since we looked
    WaitQueue Events;  // [s]
} Network;

static void NoteEvent(void) {
    Network.IsEvent = TRUE;
    WakeAll(&Network.Events);
}

// Returns when the controller has asked since the last time, or at Deadline.
static void WaitForEvent(U64 Deadline) {
    WaitResult Result = WAIT_WOKEN;
    const UINT Saved = SaveInterrupts();

    while (!Network.IsEvent && Result == WAIT_WOKEN) {
        Result = WaitInUntil(&Network.Events, Deadline);
    }
    Network.IsEvent = FALSE;
    RestoreInterrupts(Saved);
}

static void SendAnswer(U32 Bytes) {
    const U64 Deadline = ClockMicroseconds() + SEND_LIMIT_MICROSECONDS;

    while (!SendE1000(Network.Answer, Bytes)) {
        if (ClockMicroseconds() >= Deadline) {
            Network.SendsLost++;
            return;
        }
        WaitForEvent(Deadline);
    }
    Network.Sent++;
}

static void DealWithFrame(U32 Bytes) {
    U32 AnswerBytes;

    Freeze();
    AnswerFrame(&Network.Host, Network.Frame, Bytes, Network.Answer, &AnswerBytes);
    Unfreeze();
    if (AnswerBytes > 0) SendAnswer(AnswerBytes);
}

static U32 RunNetwork(void *Argument) {
    (void)Argument;
    for (;;) {
        const U32 Bytes = ReceiveE1000(Network.Frame);
        if (Bytes > 0) DealWithFrame(Bytes);
        else WaitForEvent(WAIT_FOR_EVER);
    }
    return 0;
}

static BOOL StartTask(void) {
    const TaskInfo Info = {.Name = "network", .Function = RunNetwork};

    Network.Frame = AllocateHeap(E1000_FRAME_BYTES);
    Network.Answer = AllocateHeap(E1000_FRAME_BYTES);
    if (Network.Frame == NULL || Network.Answer == NULL) return FALSE;
    return CreateTask(&Info, NULL) == TASK_CREATED;
}

void StartNetwork(void) {
    const U32 Address = CommandLine.Address;
    char Name[20] = "no address";

    const E1000Result Result = StartE1000(NoteEvent);
    if (Result == E1000_ABSENT && Address != 0) LogInfo("network", "no controller for ip=");
    if (Result != E1000_STARTED) return;
    memcpy(Network.Host.MAC, E1000Address(), MAC_ADDRESS_BYTES);
    Network.Host.Address = Address;
    Network.IsStarted = StartTask();
    if (!Network.IsStarted) {
        LogWarn("network", "no memory for its task");
        return;
    }
    if (Address != 0) FormatString(Name, sizeof(Name), IP_FORMAT, IP_VALUES(Address));
    LogInfo("network", "e1000 " MAC_FORMAT ", line %u, %s", MAC_VALUES(Network.Host.MAC),
            E1000Line(), Name);
}

// Adds to what Text has already; Length counts what is cut too.
static void Add(char *Text, SIZE Bytes, SIZE *Length, const char *Format, ...) PRINTF_LIKE(4, 5);
static void Add(char *Text, SIZE Bytes, SIZE *Length, const char *Format, ...) {
    va_list Arguments;

    if (*Length >= Bytes) return;
    va_start(Arguments, Format);
    *Length += FormatArguments(Text + *Length, Bytes - *Length, Format, Arguments);
    va_end(Arguments);
}

SIZE DescribeNetwork(char *Text, SIZE Bytes) {
    const Host *Self = &Network.Host;
    SIZE Length = 0;

    if (!Network.IsStarted) {
        Add(Text, Bytes, &Length, "no network\n");
        return MINIMUM(Length, Bytes - 1);
    }
    Freeze();
    Add(Text, Bytes, &Length, "e1000 " MAC_FORMAT " line %u address " IP_FORMAT "\n",
        MAC_VALUES(Self->MAC), E1000Line(), IP_VALUES(Self->Address));
    for (U32 Index = 0; Index < NEIGHBOURS; Index++) {
        const Neighbour *Known = &Self->Neighbours[Index];
        if (Known->Address == 0) continue;
        Add(Text, Bytes, &Length, "neighbour " IP_FORMAT " " MAC_FORMAT "\n",
            IP_VALUES(Known->Address), MAC_VALUES(Known->MAC));
    }
    for (U32 Fate = 0; Fate < FRAME_FATES; Fate++) {
        Add(Text, Bytes, &Length, "%llu %s\n", Self->Counts[Fate], FrameFateNames[Fate]);
    }
    Add(Text, Bytes, &Length, "%llu sent\n%llu not sent\n", Network.Sent, Network.SendsLost);
    Unfreeze();
    return MINIMUM(Length, Bytes - 1);
}
