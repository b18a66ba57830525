// Calls by chance: numbers, arguments and moments drawn from a seed. Whatever comes back, the
// kernel and the other processes go on.

#include "runtime/Guest.h"

const long TestMilliseconds = 280000;

#define ARENA_BYTES (16 * PAGE)
// Far from all that arguments may be by chance, and from where the kernel places mappings.
#define ARENA 0x5B000000l
#define COUNTERS 0x5A5A0000l
#define BATCH 400          // calls of one process
#define BATCH_MILLISECONDS 1500

static long Arena;
static Random Chance;
static unsigned char Canary[2 * PAGE];

static const char *const Paths[] = {"/tmp/a", "/tmp/b", "/tmp/d", "/tmp/d/e", "/tmp", "/", "",
    "/dev/null", "/dev/zero", "/dev/random", "/system/tasks", "/system/memory",
    "port", "port2", ".", "..", "a/../b", "/tmp/none/x"};

// Shared by all of them: the calls that were made, and those that succeeded.
static volatile unsigned *Made;

static long Boundary(void) {
    static const long Values[] = {0, 1, -1, 2, 3, 4, 7, 8, 16, 63, 64, 65, 255, 256, 4095, 4096,
        4097, 65536, 0x7FFFFFFF, (long)0x80000000, -4096, -4095, (long)USER_END,
        (long)USER_END - 1, (long)KERNEL_IMAGE, (long)KERNEL_DIRECT, (long)NON_CANONICAL,
        (long)(-1ul >> 1), (long)~(-1ul >> 1)};

    return Values[Below(&Chance, COUNT(Values))];
}

static long Argument(void) {
    switch (Below(&Chance, 8)) {
    case 0: return Boundary();
    case 1: return (long)Below(&Chance, 80);
    case 2: return (long)NextRandom(&Chance);
    case 3: return (long)Paths[Below(&Chance, COUNT(Paths))];
    case 4: return Arena + (long)Below(&Chance, ARENA_BYTES);
    case 5: return Arena + (long)(Below(&Chance, ARENA_BYTES / PAGE) * PAGE);
    case 6: return Arena + ARENA_BYTES - (long)Below(&Chance, 16);
    default: return (long)(Below(&Chance, 64) * PAGE);
    }
}

// What would end the run, or only this process before its time, is left out or made harmless.
static void CallOnce(void) {
    long Number = Below(&Chance, 40) == 0 ? Boundary() : (long)Below(&Chance, SYSTEM_CALL_COUNT);
    long A = Argument();

    if (Number == SYS_EXIT || Number == SYS_THREAD_EXIT) return;
    if (Number == SYS_REBOOT) A |= 0x100;
    if (Number == SYS_KILL) A = 1000000 + (long)Below(&Chance, 100);
    if (Number == SYS_CLOSE && A == 3) A = 5;
    // Most calls that wait would wait for ever.
    const bool Waits = Number == SYS_NANOSLEEP || Number == SYS_FUTEX_WAIT ||
        Number == SYS_PORT_RECEIVE || Number == SYS_PORT_SEND || Number == SYS_THREAD_JOIN;
    if (Waits && Below(&Chance, 200) != 0) return;
    if (Number == SYS_THREAD_CREATE && Below(&Chance, 50) != 0) return;  // most end the process
    const long Result = SystemCall(Number, A, Argument(), Argument(), Argument(), Argument(),
                                   Argument());
    ++Made[0];
    if (Result >= 0) ++Made[1];
    if (Number == SYS_FORK && Result == 0) Exit(0);
}

static void CallOften(uint64_t Seed) {
    Chance.State = Seed;
    for (int Handle = 0; Handle < 64; ++Handle) Close(Handle);  // the report and the console too
    int Ends[2];
    MakePipe(Ends, O_NONBLOCK);
    Open("/tmp/a", O_CREAT | O_RDWR, 0600);
    CreatePort("port", 2, 64);
    Open("/tmp", O_RDONLY, 0);
    for (int Count = 0; Count < BATCH; ++Count) CallOnce();
    Exit(0);
}

static bool CanaryLives(void) {
    for (size_t At = 0; At < sizeof(Canary); ++At) {
        if (Canary[At] != (unsigned char)(At * 13)) return false;
    }
    return true;
}

// Calls that succeed, or at least come back: chance must not spend itself on processes that end at
// once, or on calls that are left out.
#define MOST_BATCHES(Calls) ((Calls) / BATCH * 3 + 1)

TEST(NothingIsDisturbed) {
    const uint64_t Seed = Asked("seed", 1);
    const unsigned Calls = (unsigned)Asked("calls", 20000);
    unsigned Batch = 0;

    Made = (unsigned *)SUCCEEDS(Map(COUNTERS, PAGE, PROT_READ | PROT_WRITE,
                                    MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED));
    Arena = SUCCEEDS(Map(ARENA, ARENA_BYTES, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED));
    StopIfFailed();
    for (size_t At = 0; At < sizeof(Canary); ++At) Canary[At] = (unsigned char)(At * 13);
    for (; Made[0] < Calls && Batch < MOST_BATCHES(Calls); ++Batch) {
        const long Pid = SUCCEEDS(Fork());
        if (Pid == 0) CallOften(Seed * 1000003 + Batch);
        if (Pid < 0) return;
        const int Status = WaitOrKill(Pid, BATCH_MILLISECONDS);
        EXPECT(Status >= 0, "batch %u has no status", Batch);
        if (!EXPECT(CanaryLives(), "after batch %u", Batch)) return;
    }
    EXPECT(Made[0] >= Calls, "%u calls in %u batches", Made[0], Batch);
    EXPECT(Made[1] > Made[0] / 20, "%u of %u calls succeeded", Made[1], Made[0]);
}
