// A program's own GS: what it loads is kept for it, and never leads to the kernel's data.

#include "runtime/Guest.h"
#include "runtime/Segments.h"

#define SELECTORS 0x90u

TEST(ItIsKeptInCalls) {
    volatile char *Pages =
        (volatile char *)Map(0, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);

    for (int Way = 0; Way < 3; ++Way) {
        LoadGS(OwnSelector(Way));
        GetPid();
        EQUAL(OwnSelector(Way), ReadGS(), "GS after a system call");
        Pages[(unsigned long)Way * PAGE] = 1;
        EQUAL(OwnSelector(Way), ReadGS(), "GS after a page fault");
        SpinMilliseconds(25);
        EQUAL(OwnSelector(Way), ReadGS(), "GS after ticks");
    }
}

TEST(ItIsKeptWhileOthersRun) { KeepGSInTurns(60, 25); }

int RunWithArguments(int Count, char **Arguments, char **Environment) {
    (void)Count;
    (void)Arguments;
    (void)Environment;
    return HasGS();
}

TEST(ANewProgramHasNone) { BeginWithoutGS(); }

TEST(OthersCannotBeLoaded) {
    for (unsigned Selector = 0; Selector < SELECTORS; Selector += RPL + 1) {
        const long Pid = Fork();
        int Status = 0;
        if (Pid == 0) {
            LoadGS(Selector | RPL);
            Exit(0);
        }
        WaitPid(Pid, &Status, 0);
        const bool IsOwn = Selector == 0 || Selector == (StackSelector() & ~RPL) ||
                           Selector == (CodeSelector() & ~RPL);
        EXPECT(Status == (IsOwn ? 0 : SIGSEGV), "selector 0x%x: status 0x%x", Selector | RPL,
               Status);
    }
}

static long ReadThroughGS(const void *Address) {
    long Value;

    __asm__ volatile("mov %%gs:(%1), %0" : "=r"(Value) : "r"(Address) : "memory");
    return Value;
}

TEST(NothingOfTheKernelsIsSeenThroughIt) {
    static const long Witness = 4711;

    for (int Way = 0; Way < 3; ++Way) {
        for (long Offset = 0; Offset < 512; Offset += 64) {
            const long Pid = Fork();
            if (Pid == 0) {
                LoadGS(OwnSelector(Way));
                GetPid();
                ReadThroughGS((const void *)Offset);
                Exit(SURVIVED);
            }
            EXPECT_SIGNAL(Pid, SIGSEGV);
        }
        LoadGS(OwnSelector(Way));
        if (Way != 0 || IS_64_BIT) {
            EQUAL(Witness, ReadThroughGS(&Witness), "what is at an address of the program's own");
        }
    }
}

TEST(ExceptionsAreTheProgramsOwnTrouble) {
    static const volatile int Zero = 0;

    for (int Way = 0; Way < 3; ++Way) {
        LoadGS(OwnSelector(Way));
        DIES(SIGILL, LoadGS(OwnSelector(Way)); __asm__ volatile("ud2"));
        DIES(SIGTRAP, __asm__ volatile("int3"));
        DIES(SIGSEGV, *(volatile char *)KERNEL_IMAGE = 1);
        DIES(SIGFPE, __asm__ volatile("xorl %%edx, %%edx; divl %0" : : "m"(Zero), "a"(1) : "edx"));
        const long Pid = Fork();
        if (Pid == 0) {
            LoadGS(OwnSelector(Way));
            __asm__ volatile("pushf; orl $0x100, (%%" STACK_REGISTER "); popf; nop; nop"
                             : : : "memory", "cc");
            Exit(0);
        }
        EXPECT_SIGNAL(Pid, SIGTRAP);
    }
}

#if IS_64_BIT
TEST(ItsBaseCannotBeWritten) {
    DIES(SIGILL, __asm__ volatile("wrgsbase %0" : : "r"(KERNEL_DIRECT)));
}
#endif
