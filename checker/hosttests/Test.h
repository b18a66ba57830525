// Test: what the host tests share. A test is a function; EXPECT names what does not hold and goes
// on, and the program fails if anything did not.

#pragma once

#include <stdio.h>
#include <stdlib.h>

#include "base/Base.h"

// Counts the failure and prints where it was, Text and its arguments, and the test's seed.
void Fail(const char *File, U32 Line, const char *Format, ...) PRINTF_LIKE(3, 4);

#define EXPECT_THAT(Condition, ...) \
    ((Condition) ? (void)0 : Fail(__FILE__, (U32)__LINE__, __VA_ARGS__))

#define EXPECT(Condition) EXPECT_THAT(Condition, "expected %s", #Condition)

#define EXPECT_EQUAL(Expected, Found)                                                       \
    do {                                                                                    \
        const U64 ExpectedValue = (U64)(Expected), FoundValue = (U64)(Found);               \
        EXPECT_THAT(ExpectedValue == FoundValue, "%s: expected 0x%llx, found 0x%llx", #Found, \
                    ExpectedValue, FoundValue);                                             \
    } while (0)

// The next number below Bound (at least 1) of the sequence that the seed fixes.
U32 Random(U32 Bound);

// Runs Test in a process of its own, for code that keeps state; its failures count.
void RunApart(void (*Test)(void));

// The tests, one function a file.
void TestRSDP(void);
void TestTable(void);
void TestMADT(void);
void TestFADT(void);
void TestSMP(void);
void TestMPPointer(void);
void TestX2APIC(void);
void TestCommandLine(void);
void TestLog(void);
void TestELF(void);
void FuzzTables(U32 Rounds);
void FuzzELF(U32 Rounds);
void TestFrames(U32 Rounds);
void TestRegions(U32 Rounds);
void TestBootRegions(U32 Rounds);
void TestArchives(U32 Rounds);
void TestLines(U32 Rounds);
void TestDevices(U32 Rounds);
void TestNetwork(U32 Rounds);
void TestRoutes(U32 Rounds);
