// Crosses from user mode into the kernel and back at places that the checker knows by name: from
// there it takes the program on instruction by instruction, and does the judging itself.

#include "runtime/Guest.h"
#include "runtime/Segments.h"

#define ROUNDS 12
#define TURNS 60000l  // of two instructions each: more than there are between two ticks
#define TURNS_OF_TWO 20

// A label that the checker finds in the program's symbols.
#define PLACE(Name) ".globl " #Name "\n" #Name ":\n\t"
#define ONCE __attribute__((noinline))

// A system call that does next to nothing.
ONCE static void CrossByCall(void) {
    long Number = SYS_GETPID;

    __asm__ volatile(PLACE(AtCall) MAKE_CALL "\n" PLACE(AfterCall)
                     : "+a"(Number) : : CALL_CLOBBERS, "memory");
}

// The first access to a page.
ONCE static void CrossByFault(volatile char *Page) {
    __asm__ volatile(PLACE(AtFault) "movb $1, (%0)\n" PLACE(AfterFault) : : "r"(Page) : "memory");
}

// Long enough for an interrupt.
ONCE static void CrossByTick(void) {
    long Turns = TURNS;

    __asm__ volatile(PLACE(AtTick) "dec %0\n\tjnz AtTick\n" PLACE(AfterTick)
                     : "+r"(Turns) : : "cc");
}

// A call that gives the turn to another process, and comes back when that has given it back.
ONCE static void CrossBySwitch(void) {
    long Number = SYS_SCHED_YIELD;

    __asm__ volatile(PLACE(AtSwitch) MAKE_CALL "\n" PLACE(AfterSwitch)
                     : "+a"(Number) : : CALL_CLOBBERS, "memory");
}

// Some ticks, while no task is ready.
ONCE static void CrossBySleep(void) {
    __asm__ volatile(PLACE(AtSleep) "nop");
    SleepMilliseconds(50);
}

// An instruction that is none; the process ends of it.
ONCE static void CrossForGood(void) { __asm__ volatile(PLACE(AtInvalid) "ud2"); }

// A single step that the program turns on for itself; the process ends of it.
ONCE static void CrossByDebug(void) {
    __asm__ volatile("pushf; orl $0x100, (%%" STACK_REGISTER ")\n" PLACE(AtDebug) "popf; nop; nop"
                     : : : "memory", "cc");
}

// In turns with another process that has another GS.
static void CrossToAnother(long Round) {
    const long Pid = Fork();

    if (Pid == 0) LoadGS(OwnSelector(Round + 1));
    for (int Turn = 0; Turn < TURNS_OF_TWO; ++Turn) CrossBySwitch();
    if (Pid == 0) Exit(0);
    WaitPid(Pid, NULL, 0);
}

// To the first instruction of a program.
static void CrossToANewProgram(void) {
    static char *const Words[] = {"/bin/test", "again", NULL};
    static char *const Nothing[] = {NULL};
    const long Pid = Fork();

    if (Pid == 0) Execute(Words[0], Words, Nothing);
    WaitPid(Pid, NULL, 0);
}

static void Cross(void) {
    const long Pages = Map(0, ROUNDS * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);

    for (long Round = 0; Round < ROUNDS; ++Round) {
        LoadGS(OwnSelector(Round));
        CrossByCall();
        CrossByFault((volatile char *)Pages + Round * (long)PAGE);
        CrossByTick();
        CrossToAnother(Round);
        CrossToANewProgram();
        const long Stepped = Fork();
        if (Stepped == 0) CrossByDebug();
        WaitPid(Stepped, NULL, 0);
        const long Ended = Fork();
        if (Ended == 0) CrossForGood();
        WaitPid(Ended, NULL, 0);
    }
}

// In place of tests.
int Main(int Count, char **Arguments, char **Environment) {
    (void)Arguments;
    (void)Environment;
    if (Count > 1) return 0;
    CrossBySleep();  // the kernel's probe comes first
    Cross();
    return 0;
}
