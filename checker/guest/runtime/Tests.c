// Runs the tests of the program, and judges.

#include "Report.h"

#define FAILED_CODE 77  // the exit code of a process whose report says why already

extern const Test *const __start_tests[] __attribute__((weak));
extern const Test *const __stop_tests[] __attribute__((weak));

static const Test *Running;
static int RunningNumber;
static bool HasFailed;

// A failure's first line is the result, the others its notes.
static void Fail(void) {
    if (!HasFailed) Report("not ok %d - %s", RunningNumber, Running->Name);
    HasFailed = true;
}

bool Expect(bool Holds, const char *Condition, int Line, const char *Format, ...) {
    char Found[200];
    va_list Values;

    if (Holds) return true;
    Fail();
    va_start(Values, Format);
    FormatTextV(Found, sizeof(Found), Format, Values);
    va_end(Values);
    Report("# line %d: expected %s; %s", Line, Condition, Found);
    return false;
}

bool ExpectEqual(long Expected, long Found, const char *What, int Line) {
    if (Expected == Found) return true;
    Fail();
    Report("# line %d: %s: expected %ld, found %ld", Line, What, Expected, Found);
    return false;
}

long ExpectSuccess(long Result, const char *Call, int Line) {
    if (Result >= 0 || Result < -4095) return Result;
    Fail();
    Report("# line %d: %s: error %ld", Line, Call, -Result);
    return Result;
}

bool ExpectStatus(long Pid, int Status, int Line) {
    int Found = -1;
    long Result;

    if (Pid < 0) return ExpectSuccess(Pid, "fork", Line) >= 0;
    Result = WaitPid(Pid, &Found, 0);
    if (Result == Pid && Found == FAILED_CODE << 8) {
        HasFailed = true;  // the child has said so
        return false;
    }
    if (Result == Pid && Found == Status) return true;
    Fail();
    Report("# line %d: waitpid(%ld): expected status 0x%x, found 0x%x, result %ld", Line, Pid,
           Status, Found, Result);
    return false;
}

void StopIfFailed(void) {
    if (HasFailed) Exit(FAILED_CODE);
}

static void RunTest(const Test *Next, int Number) {
    Running = Next;
    RunningNumber = Number;
    const long Pid = Fork();
    if (Pid == 0) {
        SetGroup(0, 0);  // for all that it will fork
        Next->Run();
        Exit(HasFailed ? FAILED_CODE : 0);
    }
    const int Status = Pid < 0 ? -1 : WaitOrKill(Pid, TestMilliseconds);
    if (Pid > 0) Kill(-Pid, SIGKILL);  // what it has left
    if (Status == FAILED_CODE << 8) return;
    if (Status == 0) {
        Report("ok %d - %s", Number, Next->Name);
        return;
    }
    Report("not ok %d - %s", Number, Next->Name);
    Report("# its process: fork %ld, status 0x%x%s", Pid, Status,
           Status == SIGKILL ? ", killed after its time" : "");
}

int RunTests(void) {
    const int Count = (int)(__stop_tests - __start_tests);

    if (!OpenReport()) return 1;
    Report("TAP version 14");
    Report("1..%d", Count + 1);
    // The checker looks for it: a kernel must not make a success of it.
    Report("not ok 1 - ThisOneFails");
    for (int Index = 0; Index < Count; ++Index) RunTest(__start_tests[Index], Index + 2);
    return 0;
}

__attribute__((weak)) int RunWithArguments(int Count, char **Arguments, char **Environment) {
    (void)Count;
    (void)Arguments;
    (void)Environment;
    return 1;
}

// The runner has another.
__attribute__((weak)) int Main(int Count, char **Arguments, char **Environment) {
    return Count > 1 ? RunWithArguments(Count, Arguments, Environment) : RunTests();
}

// Where the program begins, with the stack as the kernel made it: argc, argv, NULL, envp, NULL.
void StartProgram(long *Stack) {
    const int Count = (int)Stack[0];
    char **Arguments = (char **)&Stack[1];

    Exit(Main(Count, Arguments, Arguments + Count + 1));
}
