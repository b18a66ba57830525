// Programs that make calls, fault and take turns while NMIs come all the time. What those found is
// told by the view /system/nmis of the checker's own probe StormOfNMIs, which is linked into the
// kernel.

#include "runtime/Guest.h"
#include "runtime/Segments.h"
#include "runtime/Views.h"

const long TestMilliseconds = 60000;

#define ROUNDS 150
#define LEAST_CAME 1000ul  // of NMIs
#define LEAST_OF_USER 60ul

typedef struct {
    unsigned long Came, Counted, OfUser, OfOthers, Wrong;
} Storm;

static Storm Look(void) {
    unsigned long Seen[5];

    ReadNumbers("/system/nmis", Seen, COUNT(Seen));
    return (Storm){Seen[0], Seen[1], Seen[2], Seen[3], Seen[4]};
}

// The first test: the others begin when the storm has, each run at other moments of it.
TEST(ItHasBegun) {
    const Storm Seen = Look();

    for (volatile unsigned long long Turn = Asked("seed", 0); Turn > 0; --Turn) {}
    EQUAL(0, Seen.Wrong, "NMIs that found another CPU's entry");
}

TEST(CallsGoOn) {
    const long Pid = GetPid();

    for (long Round = 0; Round < 20 * ROUNDS; ++Round) {
        LoadGS(OwnSelector(Round));
        if (!EQUAL(Pid, GetPid(), "what getpid gives")) break;
        if (!EQUAL(OwnSelector(Round), ReadGS(), "GS after a system call")) break;
    }
}

// By its index, wherever the tables list it.
TEST(ItIsToldItsCPU) {
    const unsigned Boot = (unsigned)Asked("boot", 0);
    unsigned char Mask[8] = {0};
    unsigned CPU = 99;

    Mask[Boot / 8] = (unsigned char)(1u << Boot % 8);
    EQUAL(0, CALL3(SYS_SCHED_SETAFFINITY, 0, sizeof(Mask), Mask), "sched_setaffinity");
    memset(Mask, 0, sizeof(Mask));
    EXPECT(CALL3(SYS_SCHED_GETAFFINITY, 0, sizeof(Mask), Mask) > 0, "sched_getaffinity");
    EQUAL(1u << Boot % 8, Mask[Boot / 8], "the CPUs allowed");
    EQUAL(0, CALL1(SYS_GETCPU, &CPU), "getcpu");
    EQUAL(Boot, CPU, "the CPU");
}

TEST(FaultsGoOn) {
    const long Address = Map(0, ROUNDS * PAGE, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS);
    volatile char *Pages = (volatile char *)Address;

    for (long Round = 0; Round < ROUNDS; ++Round) {
        LoadGS(OwnSelector(Round));
        Pages[(unsigned long)Round * PAGE] = (char)Round;
        if (!EQUAL(OwnSelector(Round), ReadGS(), "GS after a page fault")) break;
    }
    for (long Round = 0; Round < ROUNDS; ++Round) {
        EQUAL((char)Round, Pages[(unsigned long)Round * PAGE], "what was written to a page");
    }
}

TEST(ProgramsDieOfTheirOwn) {
    for (long Way = 0; Way < 6; ++Way) {
        DIES(SIGILL, LoadGS(OwnSelector(Way)); __asm__ volatile("ud2"));
        DIES(SIGTRAP, LoadGS(OwnSelector(Way)); __asm__ volatile("int3"));
        DIES(SIGSEGV, LoadGS(OwnSelector(Way)); *(volatile char *)KERNEL_IMAGE = 1);
        DIES(SIGTRAP, LoadGS(OwnSelector(Way));
             __asm__ volatile("pushf; orl $0x100, (%%" STACK_REGISTER "); popf; nop; nop"
                              : : : "memory", "cc"));
    }
}

TEST(TurnsGoOn) { KeepGSInTurns(ROUNDS, 20); }

int RunWithArguments(int Count, char **Arguments, char **Environment) {
    (void)Count;
    (void)Arguments;
    (void)Environment;
    return HasGS();
}

TEST(NewProgramsBegin) {
    for (int Round = 0; Round < 12; ++Round) BeginWithoutGS();
}

// The last test: of all that came meanwhile.
TEST(EachFindsItsCPU) {
    const Storm Seen = Look();

    EQUAL(0, Seen.Wrong, "NMIs that found another CPU's entry");
    EQUAL(Seen.Came, Seen.Counted, "NMIs in the boot CPU's Statistics");
    EXPECT(Seen.Came >= LEAST_CAME, "%lu NMIs", Seen.Came);
    EXPECT(Seen.OfUser >= LEAST_OF_USER, "%lu NMIs of user mode", Seen.OfUser);
    EXPECT(Seen.OfOthers >= LEAST_CAME, "%lu NMIs of other CPUs", Seen.OfOthers);
}
