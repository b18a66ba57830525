#include <stdarg.h>
#include <sys/wait.h>
#include <unistd.h>

#include "Test.h"

static U32 Failures;
static U64 Seed;
static U64 State;

void Fail(const char *File, U32 Line, const char *Format, ...) {
    va_list Arguments;
    Failures++;
    fprintf(stderr, "%s:%u: seed %llu: ", File, Line, Seed);
    va_start(Arguments, Format);
    vfprintf(stderr, Format, Arguments);
    va_end(Arguments);
    fputc('\n', stderr);
}

// Knuth's MMIX generator (The Art of Computer Programming, vol. 2, 3.3.4); its high bits are good.
U32 Random(U32 Bound) {
    State = State * 6364136223846793005ULL + 1442695040888963407ULL;
    return (U32)(State >> 33) % Bound;
}

void RunApart(void (*Test)(void)) {
    fflush(NULL);
    const pid_t Child = fork();
    if (Child == 0) {
        Failures = 0;
        Test();
        fflush(NULL);
        _exit(Failures == 0 ? 0 : 1);
    }
    int Status = -1;
    if (Child < 0 || waitpid(Child, &Status, 0) != Child || Status != 0) Failures++;
}

static U64 Argument(int Count, char **Arguments, int Index, U64 Default) {
    if (Index >= Count) return Default;
    char *End;
    const U64 Value = strtoull(Arguments[Index], &End, 10);
    if (*Arguments[Index] == '\0' || *End != '\0') {
        fprintf(stderr, "usage: hosttests [SEED [ROUNDS]]\n");
        exit(2);
    }
    return Value;
}

int main(int Count, char **Arguments) {
    Seed = Argument(Count, Arguments, 1, 1);
    State = Seed;
    const U32 Rounds = (U32)Argument(Count, Arguments, 2, 20000);

    TestRSDP();
    TestTable();
    TestMADT();
    TestFADT();
    TestSMP();
    TestMPPointer();
    TestX2APIC();
    TestCommandLine();
    TestLog();
    TestELF();
    FuzzTables(Rounds);
    FuzzELF(Rounds);
    TestFrames(Rounds);
    TestRegions(Rounds);
    TestBootRegions(Rounds);
    TestArchives(Rounds);
    TestLines(Rounds);
    TestDevices(Rounds);
    TestNetwork(Rounds);
    TestRoutes(Rounds);

    printf("host tests: seed %llu, %u rounds, %u failures\n", Seed, Rounds, Failures);
    return Failures == 0 ? 0 : 1;
}
