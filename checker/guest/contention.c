// Tasks that wait for each other, again and again, while the CPU is taken from them at every moment
// that there is: the checker's probe OfferManySwitches runs beside this program. A wake between
// looking and waiting is lost by a kernel that leaves room for one; both then wait for ever.

#include "runtime/Guest.h"

const long TestMilliseconds = 15000;

#define STACK_BYTES (4 * PAGE)

static char Stacks[2][STACK_BYTES] __attribute__((aligned(16)));
static Random Chance;

// So that a turn begins at ever other moments, but is over before the next tick.
static void Dawdle(void) {
    for (volatile unsigned long Left = Below(&Chance, 40); Left > 0; --Left) continue;
}

// The clock ticks every 3800 instructions, a way to wait that leaves room leaves it for five, and a
// round goes it twice: in so many rounds there are six such ticks.
static long Rounds(void) { return (long)Asked("rounds", 2400); }

// The first test, because it starts what the others need.
TEST(TasksAreSwitchedOften) {
    char Text[16] = {0};
    long View;

    while ((View = Open("/system/many-switches", O_RDONLY, 0)) == -ENOENT) SleepMilliseconds(10);
    SUCCEEDS(View);
    EQUAL(8, Read(View, Text, sizeof(Text)), "read");
}

// Throws bytes back until the other has gone.
static void Return(long From, long To) {
    char Byte = 0;

    while (Read(From, &Byte, 1) == 1) {
        Dawdle();
        if (Write(To, &Byte, 1) != 1) return;
    }
}

TEST(AReaderOfAPipeIsWoken) {
    int There[2], Back[2];

    SUCCEEDS(MakePipe(There, 0));
    SUCCEEDS(MakePipe(Back, 0));
    const long Pid = SUCCEEDS(Fork());
    if (Pid == 0) {
        Close(There[1]);
        Chance.State = 2;
        Return(There[0], Back[1]);
        Exit(0);
    }
    for (long Round = 0; Round < Rounds(); ++Round) {
        char Byte = (char)Round;
        Dawdle();
        EQUAL(1, Write(There[1], &Byte, 1), "write");
        if (!EQUAL(1, Read(Back[0], &Byte, 1), "read")) break;
        if (!EQUAL((char)Round, Byte, "the byte")) break;
    }
    Close(There[1]);
    EXPECT_EXIT(Pid, 0);
}

// One byte of room: the writer waits as often as the reader does.
TEST(AWriterToAPipeIsWoken) {
    static char Bytes[PAGE];
    int Ends[2];

    SUCCEEDS(MakePipe(Ends, 0));
    const long Pid = SUCCEEDS(Fork());
    if (Pid == 0) {
        Close(Ends[0]);
        for (long Round = 0; Round < Rounds() / 12; ++Round) {
            if (Write(Ends[1], Bytes, PAGE) != (long)PAGE) Exit(1);
        }
        Exit(0);
    }
    Close(Ends[1]);
    long Total = 0, Count;
    while ((Count = Read(Ends[0], Bytes, PAGE - Below(&Chance, 100))) > 0) {
        Total += Count;
        Dawdle();
    }
    EQUAL(Rounds() / 12 * (long)PAGE, Total, "bytes");
    EXPECT_EXIT(Pid, 0);
}

TEST(AReceiverAtAPortIsWoken) {
    const long There = SUCCEEDS(CreatePort("there", 1, 8));
    const long Back = SUCCEEDS(CreatePort("back", 1, 8));
    const long Pid = SUCCEEDS(Fork());
    char Message[8] = {0};

    if (Pid == 0) {
        for (long Round = 0; Round < Rounds(); ++Round) {
            if (Receive(There, Message, 8, NULL) != 8) Exit(1);
            if (Send(Back, Message, 8, NULL) != 0) Exit(2);
        }
        Exit(0);
    }
    for (long Round = 0; Round < Rounds(); ++Round) {
        Dawdle();
        EQUAL(0, Send(There, Message, 8, NULL), "send");
        if (!EQUAL(8, Receive(Back, Message, 8, NULL), "receive")) break;
    }
    EXPECT_EXIT(Pid, 0);
}

static unsigned Turn;

// Waits until it is Mine, and makes it the other's.
static void TakeTurns(unsigned Mine) {
    for (long Round = 0; Round < Rounds(); ++Round) {
        for (unsigned Seen; (Seen = __atomic_load_n(&Turn, __ATOMIC_SEQ_CST)) != Mine;) {
            WaitWord(&Turn, Seen, NULL);
        }
        Dawdle();
        __atomic_store_n(&Turn, 1 - Mine, __ATOMIC_SEQ_CST);
        WakeWord(&Turn, 1);
    }
}

static void TakeOtherTurns(void *Argument) {
    TakeTurns(1);
    ExitThread((unsigned)(unsigned long)Argument);
}

TEST(AWaiterOnAWordIsWoken) {
    const long Thread = SUCCEEDS(CreateThread(TakeOtherTurns, NULL, Stacks[0] + STACK_BYTES));

    TakeTurns(0);
    EQUAL(0, JoinThread(Thread, NULL), "join");
}

TEST(AParentIsWoken) {
    for (long Round = 0; Round < Rounds() / 24; ++Round) {
        const long Pid = SUCCEEDS(Fork());
        if (Pid == 0) {
            Chance.State = (uint64_t)Round;
            Dawdle();
            Exit(3);
        }
        Dawdle();
        if (!EXPECT_EXIT(Pid, 3)) return;
    }
}

static void EndSoon(void *Argument) {
    Dawdle();
    ExitThread((unsigned)(unsigned long)Argument);
}

TEST(AJoinerIsWoken) {
    for (long Round = 0; Round < Rounds() / 24; ++Round) {
        unsigned Code = 0;
        const long Thread = SUCCEEDS(CreateThread(EndSoon, (void *)5, Stacks[0] + STACK_BYTES));
        Dawdle();
        if (!EQUAL(0, JoinThread(Thread, &Code), "join") || !EQUAL(5, Code, "its code")) return;
    }
}

static int Shared;
static volatile unsigned Closed;

static void CloseShared(void *Argument) {
    if (Close(Shared) == 0) __atomic_add_fetch(&Closed, 1, __ATOMIC_SEQ_CST);
    ExitThread((unsigned)(unsigned long)Argument);
}

// Two threads close one handle, of a file that is gone with it: that takes a while.
TEST(AHandleIsClosedOnce) {
    static char Bytes[8 * PAGE];

    for (long Round = 0; Round < Rounds() / 48; ++Round) {
        Shared = (int)SUCCEEDS(Open("/tmp/closed", O_CREAT | O_RDWR, 0600));
        EQUAL(sizeof(Bytes), Write(Shared, Bytes, sizeof(Bytes)), "write");
        EQUAL(0, Unlink("/tmp/closed"), "unlink");
        Closed = 0;
        const long Thread = SUCCEEDS(CreateThread(CloseShared, NULL, Stacks[0] + STACK_BYTES));
        for (unsigned long Turns = Below(&Chance, 2); Turns > 0; --Turns) Yield();
        if (Close(Shared) == 0) __atomic_add_fetch(&Closed, 1, __ATOMIC_SEQ_CST);
        EQUAL(0, JoinThread(Thread, NULL), "join");
        if (!EQUAL(1, Closed, "closes that succeeded")) return;
    }
}
