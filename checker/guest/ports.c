// Message ports: named, bounded, whole messages, with time limits.

#include "runtime/Guest.h"

#define MOST_BYTES 128

static char Buffer[2 * MOST_BYTES];
static const TimeSpan Soon = {0, 30000000};
static const TimeSpan AtOnce = {0, 0};

TEST(MessagesArriveWholeAndInOrder) {
    const long Port = SUCCEEDS(CreatePort("order", 4, MOST_BYTES));
    const long Other = SUCCEEDS(OpenPort("order"));

    EQUAL(0, Send(Other, "first", 5, NULL), "send");
    EQUAL(0, Send(Other, "", 0, NULL), "send of an empty one");
    EQUAL(0, Send(Port, "second one", 10, NULL), "send by the other handle");
    EQUAL(5, Receive(Port, Buffer, sizeof(Buffer), NULL), "receive");
    EXPECT(memcmp(Buffer, "first", 5) == 0, "%s", Buffer);
    EQUAL(0, Receive(Port, Buffer, sizeof(Buffer), NULL), "receive of the empty one");
    EQUAL(10, Receive(Port, Buffer, sizeof(Buffer), NULL), "receive");
}

TEST(APortIsBounded) {
    const long Port = SUCCEEDS(CreatePort("bounded", 2, MOST_BYTES));

    EQUAL(0, Send(Port, Buffer, MOST_BYTES, NULL), "send of the largest");
    FAILS(EMSGSIZE, Send(Port, Buffer, MOST_BYTES + 1, NULL));
    EQUAL(0, Send(Port, "b", 1, NULL), "send");
    FAILS(ETIMEDOUT, Send(Port, "c", 1, &Soon));
    FAILS(ETIMEDOUT, Send(Port, "c", 1, &AtOnce));
    // A buffer that is too small leaves the message where it is.
    FAILS(EMSGSIZE, Receive(Port, Buffer, MOST_BYTES - 1, NULL));
    EQUAL(MOST_BYTES, Receive(Port, Buffer, MOST_BYTES, NULL), "receive of the largest");
    EQUAL(1, Receive(Port, Buffer, MOST_BYTES, NULL), "receive");
    FAILS(ETIMEDOUT, Receive(Port, Buffer, MOST_BYTES, &Soon));
    FAILS(ETIMEDOUT, Receive(Port, Buffer, MOST_BYTES, &AtOnce));
}

TEST(SendersAndReceiversWaitForEachOther) {
    const long Port = SUCCEEDS(CreatePort("waiting", 1, sizeof(int)));
    const long Pid = Fork();

    if (Pid == 0) {
        for (int Value = 0; Value < 200; ++Value) {
            EQUAL(0, Send(Port, &Value, sizeof(Value), NULL), "send");
        }
        StopIfFailed();
        Exit(0);
    }
    for (int Value = 0; Value < 200; ++Value) {
        int Found = -1;
        if (Value % 50 == 0) SleepMilliseconds(20);
        EQUAL(sizeof(Found), Receive(Port, &Found, sizeof(Found), NULL), "receive");
        if (!EQUAL(Value, Found, "the message")) break;
    }
    EXPECT_EXIT(Pid, 0);
}

TEST(ManySendersLoseNothing) {
    enum { SENDERS = 4, EACH = 100 };
    const long Port = SUCCEEDS(CreatePort("many", 3, sizeof(int)));
    int Next[SENDERS] = {0};

    for (int Sender = 0; Sender < SENDERS; ++Sender) {
        if (Fork() != 0) continue;
        for (int Index = 0; Index < EACH; ++Index) {
            const int Value = Sender * EACH + Index;
            if (Send(Port, &Value, sizeof(Value), NULL) != 0) Exit(1);
        }
        Exit(0);
    }
    for (int Index = 0; Index < SENDERS * EACH; ++Index) {
        int Value = -1;
        Receive(Port, &Value, sizeof(Value), NULL);
        if (!EXPECT(Value >= 0 && Value < SENDERS * EACH, "message %d", Value)) return;
        EQUAL(Next[Value / EACH]++, Value % EACH, "a sender's next message");
    }
    for (int Sender = 0; Sender < SENDERS; ++Sender) {
        int Status = -1;
        WaitPid(-1, &Status, 0);
        EQUAL(0, Status, "a sender's status");
    }
}

TEST(NamesAreUniqueAndGoWithTheirPort) {
    const long Port = SUCCEEDS(CreatePort("unique", 1, 1));

    FAILS(EEXIST, CreatePort("unique", 1, 1));
    FAILS(ENOENT, OpenPort("another"));
    FAILS(ENOENT, OpenPort("uniqu"));
    Close(Port);
    FAILS(ENOENT, OpenPort("unique"));
    SUCCEEDS(CreatePort("unique", 1, 1));
}

TEST(WhatMakesNoSenseIsRefused) {
    static char LongName[NAME_MAX + 2];
    const TimeSpan Odd = {0, -1};
    const long Port = SUCCEEDS(CreatePort("sense", 1, 8));

    memset(LongName, 'n', sizeof(LongName) - 1);
    FAILS(ENAMETOOLONG, CreatePort(LongName, 1, 1));
    FAILS(EFAULT, CreatePort(NULL, 1, 1));
    FAILS(EFAULT, OpenPort((char *)KERNEL_IMAGE));
    FAILS(EINVAL, CreatePort("none", 0, 1));
    FAILS(EINVAL, CreatePort("", 1, 1));
    EXPECT(CreatePort("vast", 0x7FFFFFFF, 0x7FFFFFFF) < 0, "a port of more than all memory");
    FAILS(EBADF, Send(1, "x", 1, NULL));
    FAILS(EBADF, Send(60, "x", 1, NULL));
    FAILS(EBADF, Receive(1, Buffer, 1, NULL));
    FAILS(EINVAL, Send(Port, "x", 1, &Odd));
    FAILS(EFAULT, Send(Port, "x", 1, (TimeSpan *)KERNEL_IMAGE));
    FAILS(EFAULT, Send(Port, KERNEL_IMAGE, 8, NULL));
    SUCCEEDS(Send(Port, "x", 1, NULL));
    FAILS(EFAULT, Receive(Port, KERNEL_IMAGE, 8, NULL));
}
