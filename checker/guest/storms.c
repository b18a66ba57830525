// Storms: much made and ended, in ways that leave nothing behind. What the kernel holds is told by
// the view /system/leftovers of the checker's own probe ShowLeftovers, which is linked into it.

#include "runtime/Guest.h"
#include "runtime/Views.h"

const long TestMilliseconds = 280000;

#define SELF "/bin/test"
#define STACK_BYTES (2 * PAGE)

static char Stack[2][STACK_BYTES] __attribute__((aligned(16)));
static char *const Nothing[] = {NULL};
static unsigned Never;

int RunWithArguments(int Count, char **Words, char **Environment) {
    (void)Words;
    (void)Environment;
    if (Count == 3) for (;;) Yield();
    return 5;
}

static void Spin(void *Argument) {
    (void)Argument;
    for (;;) Yield();
}

static void WaitForEver(void *Argument) {
    (void)Argument;
    for (;;) WaitWord(&Never, 0, NULL);
}

typedef struct {
    unsigned long Frames, HeapBlocks, HeapPages, Tasks;  // used
} Leftovers;

static Leftovers Look(void) {
    unsigned long Seen[4];

    SleepMilliseconds(50);  // until init has waited for the last orphan
    ReadNumbers("/system/leftovers", Seen, COUNT(Seen));
    return (Leftovers){Seen[0], Seen[1], Seen[2], Seen[3]};
}

// Does something a few times, so that all that grows once has grown, and then often.
static void LeavesNothing(void (*Storm)(unsigned Rounds)) {
    const unsigned Rounds = (unsigned)Asked("rounds", 4);

    Storm(4);
    const Leftovers Before = Look();
    Storm(Rounds);
    const Leftovers After = Look();
    EXPECT(Before.Frames > 0 && Before.Tasks > 0, "%lu frames, %lu tasks", Before.Frames,
           Before.Tasks);
    EQUAL(Before.Tasks, After.Tasks, "tasks");
    EQUAL(Before.HeapBlocks, After.HeapBlocks, "blocks of the heap");
    EQUAL(Before.Frames - Before.HeapPages, After.Frames - After.HeapPages, "used frames");
}

// A process that holds one of each kind, and then ends as Kind says.
static void HoldAndEnd(unsigned Kind) {
    static char *const ShortWords[] = {SELF, "x", NULL};
    static char *const LongWords[] = {SELF, "x", "y", NULL};
    char Path[32];
    int Ends[2];

    ChangeDirectory("/tmp/first");
    ChangeDirectory("/tmp/first/second");
    MakePipe(Ends, 0);
    FormatText(Path, sizeof(Path), "/tmp/storm-%u", Kind);
    Write(Open(Path, O_CREAT | O_RDWR, 0600), Stack, sizeof(Stack));
    CreatePort(Path + 5, 4, 100);
    Open("/system/tasks", O_RDONLY, 0);
    Map(0, 16 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
    *(volatile char *)SharedPages(4 * PAGE) = 1;
    *(volatile char *)MoveBreak(4 * PAGE) = 1;
    CreateThread(Kind % 2 == 0 ? Spin : WaitForEver, NULL, Stack[0] + STACK_BYTES);
    CreateThread(Kind % 3 == 0 ? Spin : WaitForEver, NULL, Stack[1] + STACK_BYTES);
    if (Kind % 8 == 0) Exit(5);
    if (Kind % 8 == 1) *(volatile char *)KERNEL_IMAGE = 1;
    if (Kind % 8 == 2) Execute(SELF, ShortWords, Nothing);
    if (Kind % 8 == 3) Execute(SELF, LongWords, Nothing);
    if (Kind % 8 == 4) Read(Ends[0], Path, 1);
    for (int Count = 0; Kind % 8 == 5 && Count < 5; ++Count) {
        if (Fork() == 0) Exit(5);  // nobody waits for it
    }
    if (Kind % 8 == 6) ExitThread(5);
    for (;;) Yield();
}

static void EndProcesses(unsigned Rounds) {
    for (unsigned Round = 0; Round < Rounds; ++Round) {
        long Pids[8];
        // Made anew each time: who stays in one that is gone keeps its memory.
        EQUAL(0, MakeDirectory("/tmp/first", 0755), "mkdir");
        EQUAL(0, MakeDirectory("/tmp/first/second", 0755), "mkdir");
        for (unsigned Kind = 0; Kind < 8; ++Kind) {
            Pids[Kind] = SUCCEEDS(Fork());
            if (Pids[Kind] == 0) HoldAndEnd(Kind);
        }
        for (unsigned Kind = 0; Kind < 8; ++Kind) {
            const int Status = WaitOrKill(Pids[Kind], 100);
            EXPECT(Status == 5 << 8 || Status == SIGKILL || Status == SIGSEGV,
                   "kind %u: status 0x%x", Kind, Status);
        }
        EQUAL(0, RemoveDirectory("/tmp/first/second"), "rmdir");
        EQUAL(0, RemoveDirectory("/tmp/first"), "rmdir");
    }
    for (unsigned Kind = 0; Kind < 8; ++Kind) {
        char Path[32];
        FormatText(Path, sizeof(Path), "/tmp/storm-%u", Kind);
        Unlink(Path);
    }
}

static void Fail(unsigned Rounds) {
    static char *const BadWords[] = {SELF, (char *)KERNEL_IMAGE, NULL};

    for (unsigned Round = 0; Round < Rounds; ++Round) {
        FAILS(EFAULT, Execute(SELF, BadWords, Nothing));
        FAILS(ENOENT, Execute("/tmp/none", Nothing, Nothing));
        FAILS(EFAULT, MakePipe((int *)KERNEL_IMAGE, 0));
        FAILS(EEXIST, Open("/bin/test", O_CREAT | O_EXCL | O_RDWR, 0600));
        const long Port = SUCCEEDS(CreatePort("twice", 1, 1));
        FAILS(EEXIST, CreatePort("twice", 1, 1));
        Close(Port);
        FAILS(ENOMEM, Map(0, USER_END, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS));
        FAILS(EEXIST, MakeDirectory("/tmp", 0755));
    }
}

static void MakeFiles(unsigned Rounds) {
    static char Buffer[5000];

    MakeDirectory("/tmp/storm", 0755);
    for (unsigned Round = 0; Round < Rounds; ++Round) {
        const long File = SUCCEEDS(Open("/tmp/storm/f", O_CREAT | O_RDWR, 0600));
        AbiI64 Far = 1 << 20;
        Write(File, Buffer, sizeof(Buffer));
        Seek(File, &Far, SEEK_SET);
        Write(File, Buffer, sizeof(Buffer));
        Link("/tmp/storm/f", "/tmp/storm/g");
        Rename("/tmp/storm/g", "/tmp/storm/h");
        EQUAL(0, Unlink("/tmp/storm/f"), "unlink");
        EQUAL(0, Unlink("/tmp/storm/h"), "unlink");
        Close(File);
    }
    EQUAL(0, RemoveDirectory("/tmp/storm"), "rmdir");
}

TEST(ProcessesLeaveNothing) { LeavesNothing(EndProcesses); }

// Calls that fail halfway give back what they had taken.
TEST(FailuresLeaveNothing) { LeavesNothing(Fail); }

TEST(FilesLeaveNothing) { LeavesNothing(MakeFiles); }
