// Symbols and backtraces.

#include "arch/Arch.h"
#include "base/String.h"
#include "probe/Probe.h"

#define MAX_CALLS 16

static NOINLINE U32 InnerFunction(LINEAR *Calls) {
    return WalkBacktrace((LINEAR)__builtin_frame_address(0), Calls, MAX_CALLS);
}

static NOINLINE U32 OuterFunction(LINEAR *Calls) {
    const U32 Count = InnerFunction(Calls);
    __asm__ volatile("" ::: "memory");
    return Count;
}

PROBE(BacktraceNamesCallers, "a backtrace names all callers, innermost first") {
    LINEAR Calls[MAX_CALLS];
    char Text[DESCRIBED_ADDRESS_BYTES];
    const U32 Count = OuterFunction(Calls);

    PROBE_EXPECT(Count >= 3 && Count < MAX_CALLS, "%u calls", Count);
    DescribeAddress(Calls[0], Text, sizeof(Text));
    PROBE_EXPECT(StringStartsWith(Text, "OuterFunction+0x"), "%s", Text);
    DescribeAddress(Calls[1], Text, sizeof(Text));
    PROBE_EXPECT(StringStartsWith(Text, "RunBacktraceNamesCallers+0x"), "%s", Text);
    DescribeAddress(Calls[Count - 1], Text, sizeof(Text));
    PROBE_EXPECT(StringStartsWith(Text, "StartContext+0x"), "outermost is %s", Text);
}

PROBE(BacktraceSurvivesGarbage, "a broken chain of frames ends, it does not fault") {
    LINEAR Frames[4][2];
    LINEAR Calls[MAX_CALLS];
    const LINEAR First = (LINEAR)Frames[0];

    Frames[0][0] = (LINEAR)Frames[1];
    Frames[0][1] = 0x1234;
    Frames[1][1] = 0x5678;
    static const LINEAR Bad[] = {0, 1, 0x1000, (LINEAR)-8, (LINEAR)-4096, MAPPED_END};
    for (U32 Index = 0; Index < ARRAY_COUNT(Bad); Index++) {
        Frames[1][0] = Bad[Index];
        PROBE_EQUAL(2, WalkBacktrace(First, Calls, MAX_CALLS), "calls");
    }
    Frames[1][0] = First;
    PROBE_EQUAL(2, WalkBacktrace(First, Calls, MAX_CALLS), "calls of a circle");
}

PROBE(SymbolsOnlyForText, "what is not code has no name") {
    static U32 Data;
    char Text[DESCRIBED_ADDRESS_BYTES];
    DescribeAddress((LINEAR)&Data, Text, sizeof(Text));
    PROBE_EXPECT(StringStartsWith(Text, "0x"), "%s", Text);
    DescribeAddress(0x1234, Text, sizeof(Text));
    PROBE_EXPECT(StringsEqual(Text, "0x1234"), "%s", Text);
    DescribeAddress((LINEAR)&DescribeAddress, Text, sizeof(Text));
    PROBE_EXPECT(StringsEqual(Text, "DescribeAddress+0x0"), "%s", Text);
}
