// The memory of a process: mappings, their rights, the heap, the stack.

#include "runtime/Guest.h"

#define READ_WRITE (PROT_READ | PROT_WRITE)
#define PRIVATE (MAP_PRIVATE | MAP_ANONYMOUS)
#define FIXED (PRIVATE | MAP_FIXED)

static void Touch(long Address) { *(volatile char *)Address = 1; }

static char ReadByte(long Address) { return *(volatile char *)Address; }

TEST(NewPagesAreZeroAndWritable) {
    const long Pages = SUCCEEDS(Map(0, 5 * PAGE, READ_WRITE, PRIVATE));

    EQUAL(0, Pages % PAGE, "the offset in a page");
    for (unsigned long At = 0; At < 5 * PAGE; ++At) {
        if (!EQUAL(0, ReadByte(Pages + At), "a byte")) return;
        *(volatile char *)(Pages + At) = (char)At;
    }
    const long Others = SUCCEEDS(Map(0, PAGE, READ_WRITE, PRIVATE));
    EXPECT(Others + (long)PAGE <= Pages || Others >= Pages + 5 * (long)PAGE, "both at 0x%lx",
           Others);
    EQUAL(0, Unmap(Pages, 5 * PAGE), "munmap");
    EQUAL(0, Unmap(Others, PAGE), "munmap");
}

TEST(UsedPagesComeBackZero) {
    for (int Round = 0; Round < 50; ++Round) {
        const long Pages = SUCCEEDS(Map(0, 8 * PAGE, READ_WRITE, PRIVATE));
        for (unsigned long At = 0; At < 8 * PAGE; At += 64) {
            if (!EQUAL(0, ReadByte(Pages + At), "a byte")) return;
        }
        memset((void *)Pages, 0x5A, 8 * PAGE);
        EQUAL(0, Unmap(Pages, 8 * PAGE), "munmap");
    }
}

// At once, in the process that has just used the page: nobody switches or forks in between.
TEST(WhatIsTakenAwayIsGoneAtOnce) {
    const long Page = SUCCEEDS(Map(0, PAGE, READ_WRITE, PRIVATE));
    const long Heap = MoveBreak(PAGE);

    DIES(SIGSEGV, Touch(Page); Protect(Page, PAGE, PROT_READ); Touch(Page));
    DIES(SIGSEGV, Touch(Page); Protect(Page, PAGE, PROT_NONE); ReadByte(Page));
    DIES(SIGSEGV, Touch(Page); Unmap(Page, PAGE); ReadByte(Page));
    DIES(SIGSEGV, Touch(Page); Map(Page, PAGE, PROT_READ, FIXED); Touch(Page));
    DIES(SIGSEGV, Touch(Heap); MoveBreak(-(long)PAGE); ReadByte(Heap));
}

TEST(RightsHold) {
    const long Page = SUCCEEDS(Map(0, PAGE, PROT_READ, PRIVATE));
    const long None = SUCCEEDS(Map(0, PAGE, PROT_NONE, PRIVATE));

    EQUAL(0, ReadByte(Page), "a page to read");
    DIES(SIGSEGV, Touch(Page));
    DIES(SIGSEGV, ReadByte(None));
    EQUAL(0, Protect(Page, PAGE, READ_WRITE), "mprotect");
    Touch(Page);
    EQUAL(0, Protect(Page, PAGE, PROT_NONE), "mprotect");
    DIES(SIGSEGV, ReadByte(Page));
    EQUAL(0, Protect(Page, PAGE, PROT_READ), "mprotect");
    EQUAL(1, ReadByte(Page), "what was written before");
}

static bool HasNoExecute(void) {
    unsigned A = 0x80000000, B, C, D;

    __asm__ volatile("cpuid" : "+a"(A), "=b"(B), "=c"(C), "=d"(D));
    if (A < 0x80000001) return false;
    A = 0x80000001;
    __asm__ volatile("cpuid" : "+a"(A), "=b"(B), "=c"(C), "=d"(D));
    return (D >> 20 & 1) != 0;
}

TEST(CodeRunsOnlyWhereItMay) {
    static const unsigned char Return[] = {0xC3};
    static char Data[16];
    char OnStack[16];
    const long Page = SUCCEEDS(Map(0, PAGE, READ_WRITE, PRIVATE));

    memcpy((void *)Page, Return, 1);
    memcpy(Data, Return, 1);
    memcpy(OnStack, Return, 1);
    if (HasNoExecute()) {
        DIES(SIGSEGV, ((void (*)(void))Page)());
        DIES(SIGSEGV, ((void (*)(void))(long)Data)());
        DIES(SIGSEGV, ((void (*)(void))(long)OnStack)());
    }
    EQUAL(0, Protect(Page, PAGE, PROT_READ | PROT_EXEC), "mprotect");
    ((void (*)(void))Page)();
    DIES(SIGSEGV, Touch(Page));
}

TEST(CodeAndConstantsCannotBeWritten) {
    static const char Constant[] = "constant";

    DIES(SIGSEGV, Touch((long)Touch));
    DIES(SIGSEGV, Touch((long)Constant));
}

TEST(HolesAreUnmapped) {
    const long Pages = SUCCEEDS(Map(0, 5 * PAGE, READ_WRITE, PRIVATE));

    memset((void *)Pages, 7, 5 * PAGE);
    EQUAL(0, Unmap(Pages + PAGE, 2 * PAGE), "munmap in the middle");
    DIES(SIGSEGV, ReadByte(Pages + PAGE));
    DIES(SIGSEGV, ReadByte(Pages + 3 * PAGE - 1));
    EQUAL(7, ReadByte(Pages + PAGE - 1), "below the hole");
    EQUAL(7, ReadByte(Pages + 3 * PAGE), "above the hole");
    EQUAL(0, Unmap(Pages, 5 * PAGE), "munmap of all, with the hole");
    EQUAL(0, Unmap(Pages, 5 * PAGE), "munmap of nothing");
    DIES(SIGSEGV, ReadByte(Pages));
    const long Again = SUCCEEDS(Map(Pages, PAGE, READ_WRITE, FIXED));
    EQUAL(Pages, Again, "a fixed address");
    EQUAL(0, ReadByte(Pages), "a new page");
}

TEST(AFixedMappingReplacesWhatWasThere) {
    const long Pages = SUCCEEDS(Map(0, 3 * PAGE, READ_WRITE, PRIVATE));

    memset((void *)Pages, 7, 3 * PAGE);
    EQUAL(Pages + PAGE, Map(Pages + PAGE, PAGE, PROT_READ, FIXED), "mmap over a page");
    EQUAL(0, ReadByte(Pages + PAGE), "the new page");
    EQUAL(7, ReadByte(Pages + 2 * PAGE), "the page behind");
    DIES(SIGSEGV, Touch(Pages + PAGE));
}

TEST(ProtectReachesOverSeveralMappings) {
    const long Pages = SUCCEEDS(Map(0, 4 * PAGE, READ_WRITE, PRIVATE));

    Map(Pages + PAGE, PAGE, PROT_READ, FIXED);
    EQUAL(0, Protect(Pages, 3 * PAGE, PROT_READ), "mprotect of three");
    DIES(SIGSEGV, Touch(Pages));
    DIES(SIGSEGV, Touch(Pages + 2 * PAGE));
    Touch(Pages + 3 * PAGE);
    Unmap(Pages + PAGE, PAGE);
    FAILS(ENOMEM, Protect(Pages, 3 * PAGE, READ_WRITE));
}

TEST(WhatMakesNoSenseIsRefused) {
    const unsigned long Half = USER_END / 2;

    FAILS(EINVAL, Map(0, 0, READ_WRITE, PRIVATE));
    FAILS(EINVAL, Map(0, PAGE, READ_WRITE, MAP_ANONYMOUS));
    FAILS(EINVAL, Map(0, PAGE, READ_WRITE, MAP_ANONYMOUS | MAP_PRIVATE | MAP_SHARED));
    FAILS(EINVAL, Map(1, PAGE, READ_WRITE, FIXED));
    FAILS(EINVAL, Unmap(1, PAGE));
    FAILS(EINVAL, Unmap(PAGE, 0));
    FAILS(EINVAL, Protect(1, PAGE, PROT_READ));
    FAILS(ENOMEM, Map(0, -PAGE, READ_WRITE, PRIVATE));
    FAILS(ENOMEM, Map(0, USER_END, READ_WRITE, PRIVATE));
    EXPECT(Map(KERNEL_IMAGE & -PAGE, PAGE, READ_WRITE, FIXED) < 0, "a kernel address");
    EXPECT(Map(USER_END - PAGE, 2 * PAGE, READ_WRITE, FIXED) < 0, "over the end");
    EXPECT(Map(-PAGE, PAGE, READ_WRITE, FIXED) < 0, "the last page");
    EXPECT(Map(Half & -PAGE, -PAGE, READ_WRITE, FIXED) < 0, "an end below its start");
    EXPECT(Unmap(KERNEL_IMAGE & -PAGE, PAGE) < 0, "munmap of the kernel's");
    EXPECT(Unmap(USER_END - PAGE, -PAGE) < 0, "munmap, an end below its start");
    EXPECT(Protect(KERNEL_IMAGE & -PAGE, PAGE, READ_WRITE) < 0, "mprotect of the kernel's");
    EXPECT(Map(0, PAGE, READ_WRITE, FIXED) < 0, "the null page");
}

TEST(TheNullPageIsNotThere) {
    DIES(SIGSEGV, ReadByte(0));
    DIES(SIGSEGV, Touch(4095));
    void (*volatile Nowhere)(void) = NULL;
    DIES(SIGSEGV, Nowhere());
}

TEST(TheHeapGrowsAndShrinks) {
    const long Start = MoveBreak(0);

    EQUAL(Start, MoveBreak(3 * PAGE), "the old end");
    EQUAL(Start + 3 * (long)PAGE, MoveBreak(0), "the new end");
    for (long At = Start; At < Start + 3 * (long)PAGE; At += 512) {
        EQUAL(0, ReadByte(At), "a byte of it");
        Touch(At);
    }
    EQUAL(Start + 3 * (long)PAGE, MoveBreak(-2 * (long)PAGE), "the old end");
    EQUAL(1, ReadByte(Start), "a byte that stayed");
    DIES(SIGSEGV, Touch(Start + 2 * PAGE));
    MoveBreak(2 * PAGE);
    EQUAL(0, ReadByte(Start + 2 * PAGE), "a byte that came back");
    FAILS(ENOMEM, MoveBreak(USER_END));
    EXPECT(MoveBreak(-0x10000000l) < 0, "an end below its start");
    EQUAL(Start + 3 * (long)PAGE, MoveBreak(0), "the end");
}

static unsigned long Deep(unsigned long Depth) {
    volatile char Room[1024];

    Room[0] = (char)Depth;
    return Depth == 0 ? 0 : Deep(Depth - 1) + (Room[0] == (char)Depth);
}

TEST(TheStackGrowsByItselfUpToItsEnd) {
    EQUAL(60, Deep(60), "60 KiB of stack");
    DIES(SIGSEGV, Deep(1000000));
}

TEST(MoreThanThereIsEndsTheProcessOnly) {
    const long Pid = Fork();

    if (Pid == 0) {
        for (;;) {
            const long Pages = Map(0, 256 * PAGE, READ_WRITE, PRIVATE);
            if (Pages < 0) Exit(3);
            for (unsigned long At = 0; At < 256 * PAGE; At += PAGE) Touch(Pages + At);
        }
    }
    int Status = 0;
    EQUAL(Pid, WaitPid(Pid, &Status, 0), "waitpid");
    EXPECT(Status == SIGKILL || Status == SIGSEGV || Status == SIGBUS || Status == 3 << 8,
           "status 0x%x", Status);
    const long Page = SUCCEEDS(Map(0, 64 * PAGE, READ_WRITE, PRIVATE));
    for (unsigned long At = 0; At < 64 * PAGE; At += PAGE) Touch(Page + At);
}
