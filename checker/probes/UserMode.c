// Programs made of a few instructions, run as processes: what user mode can do, and what is left of
// it afterwards.

#include "abi/Errors.h"
#include "abi/SystemCalls.h"
#include "arch/Arch.h"
#include "base/String.h"
#include "cpu/Features.h"
#include "files/Files.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "probe/Probe.h"
#include "process/Program.h"
#include "process/Thread.h"
#include "tasks/Scheduler.h"

#define PATH "/probed"
#define BASE 0x400000u
#define CODE_OFFSET 0x100u
#define PROGRAM_BYTES 0x200u

// A program in the making: an ELF file with one segment, which is all of it.
static U8 Program[PROGRAM_BYTES];
static U32 Length;

static void Put(const void *Bytes, U32 Count) {
    memcpy(Program + Length, Bytes, Count);
    Length += Count;
}

#define CODE(...) Put((const U8[]){__VA_ARGS__}, sizeof((const U8[]){__VA_ARGS__}))

static void PutNumber(U64 Value, U32 Bytes) { Put(&Value, Bytes); }

// An instruction of one byte and a number.
static void PutWithNumber(U8 Opcode, U32 Value) {
    Put(&Opcode, 1);
    Put(&Value, sizeof(Value));
}

#define PUSH 0x68
#define SET_EAX 0xB8
#define SET_EBP 0xBD

// The instructions that all programs here are made of have the same code on both architectures,
// but for the registers of arguments: MOV register, number.
static void SetArgument(U32 Index, U32 Value) {
    static const U8 Opcodes32[] = {0xBB, 0xB9, 0xBA}, Opcodes64[] = {0xBF, 0xBE, 0xBA};

    PutWithNumber(ARCH_BITS == 64 ? Opcodes64[Index] : Opcodes32[Index], Value);
}

static void Call(U32 Number) {
    PutWithNumber(SET_EAX, Number);
    if (ARCH_BITS == 64) CODE(0x0F, 0x05);
    else CODE(0xCD, 0x80);
}

static void CallExit(U32 Code) {
    SetArgument(0, Code);
    Call(SYS_EXIT);
}

// A jump back to At as often as EBP says: SUB EBP, 1; JNZ.
static void RepeatCounted(U32 At) {
    CODE(0x83, 0xED, 0x01, 0x0F, 0x85);
    PutNumber(At - (Length + 4), 4);
}

// The headers: System V ABI, "Object Files".
static void PutHeaders(void) {
    const U32 Word = sizeof(UINT), HeaderBytes = ARCH_BITS == 64 ? 64 : 52;
    const U32 Code = Length;
    Length = 0;
    CODE(0x7F, 'E', 'L', 'F');
    PutNumber(ARCH_BITS / 32 | 0x0101 << 8, 12);
    PutNumber(2 | (ARCH_BITS == 64 ? 62 : 3) << 16, 4);
    PutNumber(1, 4);
    PutNumber(BASE + CODE_OFFSET, Word);
    PutNumber(HeaderBytes, Word);
    PutNumber(0, Word + 4);
    PutNumber(HeaderBytes | (ARCH_BITS == 64 ? 56 : 32) << 16, 4);
    PutNumber(1, 8);
    PutNumber(0, HeaderBytes - Length);
    PutNumber(1 | (ARCH_BITS == 64 ? 5ULL << 32 : 0), Word);
    PutNumber(0, Word);
    PutNumber(BASE, Word);
    PutNumber(BASE, Word);
    PutNumber(Code, Word);
    PutNumber(Code, Word);
    PutNumber(ARCH_BITS == 64 ? 0x1000 : 5, Word);
    PutNumber(0x1000, 4);
    Length = Code;
}

// Makes Program the file's content.
static BOOL WriteFile(void) {
    Node *Root = RootDirectory();
    Object *File;
    const INT Result = OpenFile(Root, PATH, O_CREAT | O_TRUNC | O_WRONLY, 0755, &File);
    ReleaseNode(Root);
    if (!PROBE_EXPECT(Result == 0, "open: %ld", Result)) return FALSE;
    const INT Written = WriteObject(File, Program, Length);
    ReleaseObject(File);
    return PROBE_EQUAL(Length, Written, "bytes written");
}

static BOOL Install(void) {
    PutHeaders();
    return WriteFile();
}

static U32 Finish(Process *Started) {
    return PROBE_EXPECT(Started != NULL, "no process") ? AwaitProcess(Started) : ~0u;
}

static U32 Run(void) { return Install() ? Finish(CreateInitialProcess(PATH)) : ~0u; }

PROBE(UserRegistersAreClean, "a program starts with all registers 0, and keeps them in a call") {
    // OR RAX, register: the lower eight, but for RAX and RSP, then R8 to R15.
    static const U8 Registers[] = {0xD8, 0xC8, 0xD0, 0xF0, 0xF8, 0xE8};

    Length = CODE_OFFSET;
    for (U32 Index = 0; Index < ARRAY_COUNT(Registers); Index++) {
        if (ARCH_BITS == 64) CODE(0x48);
        CODE(0x09);
        PutNumber(Registers[Index], 1);
    }
    for (U32 Index = 0; ARCH_BITS == 64 && Index < 8; Index++) {
        CODE(0x4C, 0x09);
        PutNumber(0xC0 + 8 * Index, 1);
    }
    if (ARCH_BITS == 64) CODE(0x40, 0x0F, 0x95, 0xC7);  // SETNZ DIL
    else CODE(0x0F, 0x95, 0xC3);                        // SETNZ BL
    Call(SYS_EXIT);
    PROBE_EQUAL(0, Run(), "status");
}

typedef struct {
    const char *What;
    U8 Code[14];
    U32 Signal;
} Fault;

static const Fault Faults[] = {
    {"HLT", {0xF4}, SIGSEGV},
    {"CLI", {0xFA}, SIGSEGV},
    {"INT 0x20", {0xCD, 0x20}, SIGSEGV},
    {"INT3", {0xCC}, SIGTRAP},
    {"UD2", {0x0F, 0x0B}, SIGILL},
    {"DIV by 0", {0x31, 0xC9, 0xF7, 0xF1}, SIGFPE},
    {"read of 0", {0x31, 0xC9, 0x8B, 0x01}, SIGSEGV},
    {"write to the kernel", {0x83, 0xC9, 0xFF, 0x89, 0x49, 0xF0}, SIGSEGV},
    {"write to its code", {0xB9, 0x00, 0x00, 0x40, 0x00, 0x89, 0x01}, SIGSEGV},
    {"MOV from CR0", {0x0F, 0x20, 0xC0}, SIGSEGV},
    {"IN from a port", {0xE4, 0x60}, SIGSEGV},
    // FLDCW with all errors unmasked from the stack, 0 / 0, FWAIT.
    {"x87 error", {0x6A, 0x00, 0xD9, 0x2C, 0x24, 0xD9, 0xEE, 0xD9, 0xEE, 0xDE, 0xF9, 0x9B}, SIGFPE},
    // POPF with TF, AC and NT set (0x44102).
    {"single step", {0x68, 0x02, 0x41, 0x04, 0x00, 0x9D, 0x90, 0xEB, 0xFE}, SIGTRAP},
};

PROBE(UserFaultsEndTheProcess, "an exception in user mode ends the process with its signal") {
    for (U32 Index = 0; Index < ARRAY_COUNT(Faults); Index++) {
        Length = CODE_OFFSET;
        Put(Faults[Index].Code, sizeof(Faults[Index].Code));
        PROBE_EQUAL(Faults[Index].Signal, Run(), Faults[Index].What);
    }
}

// Loads Number into ST0 and, where there is SSE, into XMM0, and looks again and again whether it is
// still there.
static void PutFPUProgram(U32 Number) {
    Length = CODE_OFFSET;
    PutWithNumber(SET_EBP, 3000);  // long enough to be still at it when the others come
    PutWithNumber(PUSH, Number);
    CODE(0xDB, 0x04, 0x24);                              // FILD dword [ESP]
    if (CPUFeatures.SSE) CODE(0x0F, 0x12, 0x04, 0x24);   // MOVLPS XMM0, [ESP]
    const U32 Loop = Length;
    Call(SYS_SCHED_YIELD);
    CODE(0xDB, 0x54, 0x24, 0xF8);                            // FIST dword [ESP - 8]
    if (CPUFeatures.SSE) CODE(0x0F, 0x13, 0x44, 0x24, 0xF0);  // MOVLPS [ESP - 16], XMM0
    else CODE(0x8B, 0x04, 0x24, 0x89, 0x44, 0x24, 0xF0);      // or a copy of it
    CODE(0x8B, 0x04, 0x24, 0x3B, 0x44, 0x24, 0xF8);          // MOV EAX, [ESP]; CMP EAX, [ESP - 8]
    CODE(0x74, 0x02, 0x0F, 0x0B);                            // JE over UD2
    CODE(0x3B, 0x44, 0x24, 0xF0, 0x74, 0x02, 0x0F, 0x0B);    // the same for [ESP - 16]
    RepeatCounted(Loop);
    CallExit(7);
}

PROBE(UserFPUIsKept, "each process keeps its x87 and SSE registers while others use theirs") {
    Process *Started[3];

    for (U32 Index = 0; Index < ARRAY_COUNT(Started); Index++) {
        PutFPUProgram(1000 + Index);
        Started[Index] = Install() ? CreateInitialProcess(PATH) : NULL;
        Sleep(20000);
    }
    for (U32 Index = 0; Index < ARRAY_COUNT(Started); Index++) {
        PROBE_EQUAL(7 << 8, Finish(Started[Index]), "status");
    }
}

PROBE(UserFlagsDoNoHarm, "DF, NT and AC of a program don't count in its system calls") {
    Length = CODE_OFFSET;
    PutWithNumber(PUSH, 0x44402);
    CODE(0x9D);  // POPF
    Call(SYS_FORK);
    CODE(0x89, 0xC5);  // MOV EBP, EAX
    SetArgument(0, BASE + 0x180);
    SetArgument(1, BASE + 0x180);
    Call(SYS_RENAME);
    CODE(0x83, 0xF8, (U8)-ENOENT, 0x74, 0x02, 0x0F, 0x0B);  // CMP EAX; JE over UD2
    CODE(0x85, 0xED, 0x74, 0x11);                           // TEST EBP, EBP; JZ to exit
    SetArgument(0, ~0u);
    SetArgument(2, 0);
    Call(SYS_WAITPID);
    CallExit(9);
    PROBE_EXPECT(Length <= 0x180, "%u bytes", Length);
    Length = 0x180;
    CODE('/', 'n', 'o', 't', '/', 't', 'h', 'e', 'r', 'e', 0);
    PROBE_EQUAL(9 << 8, Run(), "status");
}

typedef struct {
    U32 Frames, Blocks, Tasks, Processes;
} Counts;

// Waits for the last orphans first.
static Counts Count(void) {
    Sleep(50000);
    ReapTasks();
    return (Counts){GetFrameCounts().Free + GetHeapCounts().Pages, GetHeapCounts().Blocks,
                    CountTasks(), CountProcesses()};
}

// Runs Storm once, so that what grows has grown, and then counts what the next times leave behind.
static void ExpectNothingLeft(void (*Storm)(void)) {
    Storm();
    const Counts Before = Count();
    for (U32 Round = 0; Round < 3; Round++) Storm();
    const Counts After = Count();

    PROBE_EQUAL(Before.Frames, After.Frames, "free frames, with those of the heap");
    PROBE_EQUAL(Before.Blocks, After.Blocks, "heap blocks");
    PROBE_EQUAL(Before.Tasks, After.Tasks, "tasks");
    PROBE_EQUAL(Before.Processes, After.Processes, "processes");
}

// Forks, and forks again in the child, which is waited for; the grandchild is not.
static void ForkOften(void) {
    Length = CODE_OFFSET;
    PutWithNumber(SET_EBP, 50);
    const U32 Loop = Length;
    Call(SYS_FORK);
    CODE(0x85, 0xC0, 0x75, 0x00);  // TEST EAX, EAX; JNZ
    const U32 Parent = Length;
    Call(SYS_FORK);
    CallExit(1);
    Program[Parent - 1] = (U8)(Length - Parent);
    SetArgument(0, ~0u);
    SetArgument(1, 0);
    SetArgument(2, 0);
    Call(SYS_WAITPID);
    RepeatCounted(Loop);
    CallExit(3);
    PROBE_EQUAL(3 << 8, Run(), "status");
}

static void KillMany(void) {
    Process *Victims[10];

    Length = CODE_OFFSET;
    Call(SYS_FORK);
    Call(SYS_FORK);
    CODE(0xEB, 0xFE);  // JMP to itself
    if (!Install()) return;
    for (U32 Index = 0; Index < ARRAY_COUNT(Victims); Index++) {
        Victims[Index] = CreateInitialProcess(PATH);
    }
    Sleep(30000);
    for (U32 ID = 0; ID < MAX_PROCESSES; ID++) KillProcess(&Processes[ID], SIGKILL);
    for (U32 Index = 0; Index < ARRAY_COUNT(Victims); Index++) {
        PROBE_EQUAL(SIGKILL, Finish(Victims[Index]), "status");
    }
}

static void RunNoProgram(void) {
    Length = 0;
    CODE('n', 'o', ' ', 'p', 'r', 'o', 'g', 'r', 'a', 'm');
    WriteFile();
    PROBE_EQUAL(127 << 8, Finish(CreateInitialProcess(PATH)), "status");
    PROBE_EQUAL(127 << 8, Finish(CreateInitialProcess("/not/there")), "status");
}

PROBE(UserStormsLeaveNothing, "forks, orphans, kills and failed execs give everything back") {
    ExpectNothingLeft(ForkOften);
    ExpectNothingLeft(KillMany);
    ExpectNothingLeft(RunNoProgram);
}
