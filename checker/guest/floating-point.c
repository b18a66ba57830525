// The state of the floating-point unit: kept across switches, inherited by fork, new after exec.

#include "runtime/Guest.h"

#define SELF "/bin/test"
#define STACK_BYTES (4 * PAGE)

static char Stack[STACK_BYTES] __attribute__((aligned(16)));

static bool HasSSE(void) {
    unsigned A = 1, B, C = 0, D;

    __asm__ volatile("cpuid" : "+a"(A), "=b"(B), "+c"(C), "=d"(D));
    return (D >> 25 & 1) != 0;
}

// Fills the registers of the x87 (three of the stack) and of SSE (xmm0 to xmm7) with a value.
static void Fill(unsigned Value) {
    const unsigned Wide[4] __attribute__((aligned(16))) = {Value, ~Value, Value * 3, Value ^ 0x55};
    const int Whole = (int)(Value & 0xFFFF);

    __asm__ volatile("fninit; fildl %0; fldpi; fildl %0" : : "m"(Whole));
    if (!HasSSE()) return;
    __asm__ volatile(
        "movups %0, %%xmm0; movaps %%xmm0, %%xmm1; movaps %%xmm0, %%xmm2; movaps %%xmm0, %%xmm3\n"
        "movaps %%xmm0, %%xmm4; movaps %%xmm0, %%xmm5; movaps %%xmm0, %%xmm6\n"
        "movaps %%xmm0, %%xmm7"
        : : "m"(Wide));
}

// Whether they still hold it; empties the x87's stack.
static bool Holds(unsigned Value) {
    const unsigned Wide[4] __attribute__((aligned(16))) = {Value, ~Value, Value * 3, Value ^ 0x55};
    unsigned First[4], Last[4];
    int Top = 0, Bottom = 0;

    __asm__ volatile("fistpl %0; fstp %%st(0); fistpl %1" : "=m"(Top), "=m"(Bottom));
    if (Top != (int)(Value & 0xFFFF) || Bottom != Top) return false;
    if (!HasSSE()) return true;
    __asm__ volatile("movups %%xmm0, %0; movups %%xmm7, %1" : "=m"(First), "=m"(Last));
    return memcmp(First, Wide, 16) == 0 && memcmp(Last, Wide, 16) == 0;
}

static unsigned ControlWord(void) {
    unsigned short Word;

    __asm__ volatile("fnstcw %0" : "=m"(Word));
    return Word;
}

static unsigned SSEControl(void) {
    unsigned Value = 0x1F80;

    if (HasSSE()) __asm__ volatile("stmxcsr %0" : "=m"(Value));
    return Value;
}

static void Work(unsigned Seed) {
    for (unsigned Round = 0; Round < 40; ++Round) {
        const unsigned Value = Seed * 1000 + Round;
        Fill(Value);
        if (Round % 4 == 0) SpinMilliseconds(12);  // longer than a turn
        else Yield();
        if (!EXPECT(Holds(Value), "round %u of %u", Round, Seed)) return;
    }
}

TEST(ProcessesDoNotMixTheirRegisters) {
    long Pids[3];

    for (unsigned Index = 0; Index < 3; ++Index) {
        Pids[Index] = Fork();
        if (Pids[Index] != 0) continue;
        Work(Index + 1);
        StopIfFailed();
        Exit(0);
    }
    Work(9);
    for (int Index = 0; Index < 3; ++Index) EXPECT_EXIT(Pids[Index], 0);
}

static void ThreadWork(void *Argument) {
    Work((unsigned)(unsigned long)Argument);
    ExitThread(0);
}

TEST(ThreadsDoNotMixTheirRegisters) {
    const long Thread = SUCCEEDS(CreateThread(ThreadWork, (void *)5, Stack + STACK_BYTES));

    Work(6);
    EQUAL(0, JoinThread(Thread, NULL), "join");
}

TEST(AChildInheritsThem) {
    Fill(777);
    const long Pid = Fork();
    if (Pid == 0) {
        EXPECT(Holds(777), "the child's registers differ");
        StopIfFailed();
        Exit(0);
    }
    EXPECT(Holds(777), "the parent's registers changed");
    EXPECT_EXIT(Pid, 0);
}

TEST(CallsKeepThem) {
    char Text[64];
    int Ends[2];

    Fill(31);
    MakePipe(Ends, 0);
    Write(Ends[1], "text", 4);
    Read(Ends[0], Text, sizeof(Text));
    GetDirectory(Text, sizeof(Text));
    SleepMilliseconds(20);
    EXPECT(Holds(31), "the registers changed");
}

TEST(ControlWordsAreEachOnesOwn) {
    const unsigned short Rough = 0x0F7F;  // rounds towards zero
    const unsigned RoughSSE = 0x7F80;
    const long Pid = Fork();

    if (Pid == 0) {
        __asm__ volatile("fldcw %0" : : "m"(Rough));
        if (HasSSE()) __asm__ volatile("ldmxcsr %0" : : "m"(RoughSSE));
        SpinMilliseconds(40);
        EQUAL(Rough, ControlWord(), "the child's control word");
        if (HasSSE()) EQUAL(RoughSSE, SSEControl(), "the child's MXCSR");
        StopIfFailed();
        Exit(0);
    }
    SpinMilliseconds(40);
    EQUAL(0x37F, ControlWord(), "the parent's control word");
    EQUAL(0x1F80, SSEControl(), "the parent's MXCSR");
    EXPECT_EXIT(Pid, 0);
}

// What another process left in the registers is nobody's business.
static int CheckNew(void) {
    unsigned Wide[4] = {0};
    unsigned short Tags[14];

    if (ControlWord() != 0x37F || SSEControl() != 0x1F80) return 1;
    __asm__ volatile("fnstenv %0" : "=m"(Tags));
    if (Tags[4] != 0xFFFF) return 2;  // 32-bit format: all eight empty
    if (HasSSE()) __asm__ volatile("movups %%xmm3, %0" : "=m"(Wide));
    return (Wide[0] | Wide[1] | Wide[2] | Wide[3]) == 0 ? 0 : 3;
}

int RunWithArguments(int Count, char **Words, char **Environment) {
    (void)Count;
    (void)Words;
    (void)Environment;
    return CheckNew();
}

TEST(ANewProgramGetsCleanOnes) {
    static char *const Words[] = {SELF, "new", NULL}, *const Nothing[] = {NULL};
    const long Pid = Fork();

    if (Pid == 0) {
        Fill(0xDEAD);
        Exit(-Execute(SELF, Words, Nothing));
    }
    EXPECT_EXIT(Pid, 0);
}

// With its exceptions unmasked the unit reports them as #MF. (QEMU never raises #XM, for SSE.)
TEST(ItsExceptionsEndTheProcess) {
    static const unsigned short Unmasked = 0x360;

    DIES(SIGFPE, __asm__ volatile("fldcw %0; fld1; fldz; fdivrp; fld1; fldz; fdivp; fwait"
                                  : : "m"(Unmasked)));
}
