// Fork: two processes with equal memory, of which neither sees what the other writes from then on.

#include "runtime/Guest.h"

#define PAGES 64

static int Value = 1;
static char Untouched[4 * PAGE];
static char Filled[PAGES * PAGE];

TEST(TheChildSeesTheParentsMemoryAsItWas) {
    Value = 42;
    Filled[3 * PAGE] = 'x';
    const long Pid = Fork();
    if (Pid == 0) Exit(Value == 42 && Filled[3 * PAGE] == 'x' && Untouched[PAGE] == 0 ? 0 : 1);
    EXPECT_EXIT(Pid, 0);
}

TEST(TheParentDoesNotSeeWhatTheChildWrites) {
    int OnStack = 5;
    const long Pid = Fork();

    if (Pid == 0) {
        Value = 2;
        OnStack = 6;
        memset(Filled, 'c', sizeof(Filled));
        Exit(Value + OnStack);
    }
    EXPECT_EXIT(Pid, 8);
    EQUAL(1, Value, "the variable");
    EQUAL(5, OnStack, "the variable on the stack");
    for (size_t At = 0; At < sizeof(Filled); At += PAGE) EQUAL(0, Filled[At], "a page");
}

TEST(TheChildDoesNotSeeWhatTheParentWrites) {
    volatile int *Go = SharedPages(PAGE);
    const long Pid = Fork();

    if (Pid == 0) {
        while (*Go == 0) Yield();
        for (size_t At = 0; At < sizeof(Filled); At += PAGE) EQUAL(0, Filled[At], "a page");
        EQUAL(1, Value, "the variable");
        StopIfFailed();
        Exit(0);
    }
    memset(Filled, 'p', sizeof(Filled));
    Value = 3;
    *Go = 1;
    EXPECT_EXIT(Pid, 0);
}

TEST(SiblingsAndGrandchildrenAreApartToo) {
    long Pids[4];

    for (int Index = 0; Index < 4; ++Index) {
        Pids[Index] = Fork();
        if (Pids[Index] != 0) continue;
        Value = 100 + Index;
        memset(Filled, Value, sizeof(Filled));
        const long Grandchild = Fork();
        if (Grandchild == 0) {
            Value += 10;
            Filled[0] = 1;
            Exit(Value);
        }
        EXPECT_EXIT(Grandchild, 110 + Index);
        Yield();
        for (size_t At = 0; At < sizeof(Filled); At += 1000) EQUAL(Value, Filled[At], "a byte");
        StopIfFailed();
        Exit(Value);
    }
    for (int Index = 0; Index < 4; ++Index) EXPECT_EXIT(Pids[Index], 100 + Index);
    EQUAL(1, Value, "the parent's");
}

// The last one that shares a page may write to it in place; before that nobody may.
TEST(APageSharedByManyStaysTheirs) {
    long Pids[8];
    volatile int *Turn = SharedPages(PAGE);

    Filled[0] = 'o';
    for (int Index = 0; Index < 8; ++Index) {
        Pids[Index] = Fork();
        if (Pids[Index] != 0) continue;
        while (*Turn != Index) Yield();
        const char Seen = Filled[0];
        Filled[0] = (char)Index;
        *Turn = Index + 1;
        Exit(Seen == 'o' ? 0 : 1);
    }
    for (int Index = 0; Index < 8; ++Index) EXPECT_EXIT(Pids[Index], 0);
    EQUAL('o', Filled[0], "the parent's");
}

// The kernel writes to user memory on behalf of its owner, and must not reach another's page.
TEST(WhatTheKernelWritesReachesOneProcessOnly) {
    int Ends[2];

    SUCCEEDS(MakePipe(Ends, 0));
    SUCCEEDS(Write(Ends[1], "new", 3));
    memcpy(Filled, "old", 3);
    const long Pid = Fork();
    if (Pid == 0) {
        EQUAL(3, Read(Ends[0], Filled, 3), "read into a page shared with the parent");
        EXPECT(memcmp(Filled, "new", 3) == 0, "%s", Filled);
        StopIfFailed();
        Exit(0);
    }
    EXPECT_EXIT(Pid, 0);
    EXPECT(memcmp(Filled, "old", 3) == 0, "the parent reads %s", Filled);
}

TEST(SharedMemoryStaysShared) {
    volatile int *Shared = SharedPages(3 * PAGE);

    Shared[0] = 1;
    const long Pid = Fork();
    if (Pid == 0) {
        Shared[0] = 2;
        Shared[2 * PAGE / sizeof(int)] = 3;  // a page that nobody had touched before
        Exit(0);
    }
    EXPECT_EXIT(Pid, 0);
    EQUAL(2, Shared[0], "a page touched before the fork");
    EQUAL(3, Shared[2 * PAGE / sizeof(int)], "a page touched after it");
}

TEST(TheHeapIsEachOnesOwn) {
    volatile int *Heap = (int *)MoveBreak(2 * PAGE);

    Heap[0] = 7;
    const long End = MoveBreak(0);
    const long Pid = Fork();
    if (Pid == 0) {
        EQUAL(End, MoveBreak(PAGE), "the child's end of the heap");
        Heap[0] = 8;
        StopIfFailed();
        Exit(Heap[0]);
    }
    EXPECT_EXIT(Pid, 8);
    EQUAL(7, Heap[0], "the parent's");
    EQUAL(End, MoveBreak(0), "the parent's end of the heap");
}

TEST(ReadOnlyPagesStaySo) {
    const long Page = Map(0, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);

    SUCCEEDS(Page);
    *(volatile char *)Page = 1;
    SUCCEEDS(Protect(Page, PAGE, PROT_READ));
    DIES(SIGSEGV, *(volatile char *)Page = 2);
    EQUAL(1, *(volatile char *)Page, "the byte");
}
