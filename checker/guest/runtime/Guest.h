// Guest: user-mode test cases, run by a kernel as any other program.
//
// A program is one C file with tests in it:
//
//     TEST(ChildHasItsOwnMemory) {
//         const long Pid = Fork();
//         if (Pid == 0) Exit(Value == 1 ? 0 : 1);
//         EXPECT_EXIT(Pid, 0);
//         EQUAL(1, Value, "the parent's value");
//     }
//
// Each test runs in a process of its own, forked from the program. Results go to /dev/report in
// TAP, the Test Anything Protocol, each line opened by the run's nonce. The plan comes first. What
// an expectation says in a process that the test has forked counts as the test's, as long as the
// test waits for that process by one of the macros here.
//
// The program needs of the kernel: open and write /dev/report, fork, waitpid and _exit.

#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "Calls.h"
#include "Machine.h"

#define PAGE 4096ul
#define COUNT(Array) (sizeof(Array) / sizeof((Array)[0]))

typedef struct {
    const char *Name;
    void (*Run)(void);
} Test;

#define TEST(Title)                                                       \
    static void Title(void);                                              \
    static const Test Title##Test = {#Title, Title};                      \
    static const Test *const Title##Entry                                 \
        __attribute__((used, retain, section("tests"))) = &Title##Test;   \
    static void Title(void)

// Fails the test if Condition is false; the format tells what was found. Goes on either way.
#define EXPECT(Condition, ...) Expect((Condition) ? true : false, #Condition, __LINE__, __VA_ARGS__)

// The same for two numbers; What names them.
#define EQUAL(Expected, Found, What) \
    ExpectEqual((long)(Expected), (long)(Found), What, __LINE__)

// A call that must fail with an error, and one that must not fail; the value is the call's.
#define FAILS(Error, Call) ExpectEqual(-(Error), (Call), #Call, __LINE__)
#define SUCCEEDS(Call) ExpectSuccess((Call), #Call, __LINE__)

// Waits for a child and expects that it ended so.
#define EXPECT_EXIT(Pid, Code) ExpectStatus((Pid), (Code) << 8, __LINE__)
#define EXPECT_SIGNAL(Pid, Signal) ExpectStatus((Pid), (Signal), __LINE__)

// Runs code in a child, which must die of the signal, or exit with a code.
#define DIES(Signal, ...)                          \
    do {                                           \
        const long DyingPid = Fork();              \
        if (DyingPid == 0) {                       \
            __VA_ARGS__;                           \
            Exit(SURVIVED);                        \
        }                                          \
        ExpectStatus(DyingPid, (Signal), __LINE__); \
    } while (0)

#define SURVIVED 78  // the exit code of a child that should have died

// How long one test of the program may take at most.
extern const long TestMilliseconds;

bool Expect(bool Holds, const char *Condition, int Line, const char *Format, ...)
    __attribute__((format(printf, 4, 5)));
bool ExpectEqual(long Expected, long Found, const char *What, int Line);
long ExpectSuccess(long Result, const char *Call, int Line);
bool ExpectStatus(long Pid, int Status, int Line);

// Ends the process if an expectation has failed in it.
void StopIfFailed(void);

// What the checker asked of this run: the value of NAME in "NAME=123 OTHER=4", or Default.
unsigned long long Asked(const char *Name, unsigned long long Default);

// A test's own seeded randomness (SplitMix64): the same numbers from the same seed.
typedef struct {
    uint64_t State;
} Random;

uint64_t NextRandom(Random *From);
unsigned long Below(Random *From, unsigned long Limit);

// Called instead of the tests when the program was executed with arguments: by a test of its own.
// Returns the exit code.
int RunWithArguments(int Count, char **Arguments, char **Environment);

// Waits until the clock has gone on by so much, without giving up the CPU or while asleep.
void SpinMilliseconds(long Milliseconds);
void SleepMilliseconds(long Milliseconds);

// Waits for a child for so long at most; then kills it. Returns its status.
int WaitOrKill(long Pid, long Milliseconds);

// Shared memory that children inherit; the test fails without.
void *SharedPages(size_t Bytes);

// Memory and text, for there is no C library.
void *memcpy(void *To, const void *From, size_t Bytes);
void *memset(void *To, int Value, size_t Bytes);
int memcmp(const void *Left, const void *Right, size_t Bytes);
size_t TextLength(const char *Text);
bool TextsEqual(const char *Left, const char *Right);
int FormatText(char *To, size_t Bytes, const char *Format, ...)
    __attribute__((format(printf, 3, 4)));
int FormatTextV(char *To, size_t Bytes, const char *Format, va_list Values);
