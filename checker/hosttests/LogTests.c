#include <setjmp.h>

#include "Test.h"
#include "base/CommandLine.h"
#include "base/Log.h"
#include "base/String.h"

static char Text[65536];
static U32 Length;
static U32 Depth;

static void Collect(const char *Line, U32 Bytes) {
    memcpy(Text + Length, Line, Bytes);
    Length += Bytes;
    Text[Length] = '\0';
}

static LogSink Collector = {.Name = "collector", .Write = Collect};

#define EXPECT_TEXT(Expected) \
    EXPECT_THAT(StringsEqual(Expected, Text), "expected \"%s\", found \"%s\"", Expected, Text)

static U64 FixedClock(void) { return 12345678901; }

static void LinesHaveTheirForm(void) {
    LogInfo("early", "kept for %u sinks", 2u);
    AddLogSink(&Collector);
    SetLogClock(FixedClock);
    LogWarn("area", "a\nb\x1b%s", "\xff");
    LogDebug("area", "below the level");
    EXPECT_TEXT("[    0.000000] INFO early: kept for 2 sinks\n"
                "[12345.678901] WARN area: a?b??\n");
}

static void LongLinesAreCut(void) {
    char Long[400];
    AddLogSink(&Collector);
    memset(Long, 'x', sizeof(Long));
    Long[sizeof(Long) - 1] = '\0';
    LogInfo("a", "%s", Long);
    EXPECT_EQUAL(20 + LOG_TEXT_BYTES - 1 + 1, Length);
    EXPECT(StringsEqual("x...\n", Text + Length - 5));
}

// Stands for an interrupt that logs in the middle of a line.
static void Interrupted(const char *Line, U32 Bytes) {
    Collect(Line, Bytes / 2);
    if (Depth++ == 0) LogInfo("b", "second");
    Collect(Line + Bytes / 2, Bytes - Bytes / 2);
}

static void RecordsDoNotMix(void) {
    Collector.Write = Interrupted;
    AddLogSink(&Collector);
    LogInfo("a", "first");
    EXPECT_TEXT("[    0.000000] INFO a: first\n[    0.000000] INFO b: second\n");
}

static jmp_buf Stopped;

// Stands for a panic in the middle of a line: what was interrupted does not go on.
static void Panicking(const char *Line, U32 Bytes) {
    if (Depth++ > 0) {
        Collect(Line, Bytes);
        return;
    }
    Collect(Line, 5);
    TakeOverLog();
    Log(LOG_PANIC, NULL, "a: the end");
    longjmp(Stopped, 1);
}

static void APanicGetsThrough(void) {
    Collector.Write = Panicking;
    AddLogSink(&Collector);
    if (setjmp(Stopped) == 0) LogInfo("a", "first");
    EXPECT_TEXT("[    \n[    0.000000] INFO a: first\n[    0.000000] PANIC a: the end\n");
}

static void LossIsReported(void) {
    for (U32 Number = 1; Number <= LOG_RECORDS + 10; Number++) LogInfo("a", "%u", Number);
    AddLogSink(&Collector);
    EXPECT(StringStartsWith(Text, "[    0.000000] INFO a: 11\n"));
}

static void Flooded(const char *Line, U32 Bytes) {
    Collect(Line, Bytes);
    if (Depth++ > 0) return;
    for (U32 Number = 0; Number < LOG_RECORDS + 5; Number++) LogInfo("b", "%u", Number);
}

static void FloodIsReported(void) {
    Collector.Write = Flooded;
    AddLogSink(&Collector);
    LogInfo("a", "first");
    EXPECT(StringStartsWith(Text, "[    0.000000] INFO a: first\n"
                                  "[    0.000000] WARN log: 5 records lost\n"
                                  "[    0.000000] INFO b: 5\n"));
}

void TestLog(void) {
    RunApart(LinesHaveTheirForm);
    RunApart(LongLinesAreCut);
    RunApart(RecordsDoNotMix);
    RunApart(APanicGetsThrough);
    RunApart(LossIsReported);
    RunApart(FloodIsReported);
}

static void EverythingIsUnderstood(void) {
    AddLogSink(&Collector);
    ParseCommandLine("/boot/a=b/kernel.elf nosmp  maxcpus=0x1f\tlog=debug console=vga "
                     "exit=reboot probe=Task* nonce=12aF init=/bin/sh ip=10.0.2.15", FALSE);
    EXPECT(CommandLine.NoSMP);
    EXPECT_EQUAL(31, CommandLine.MaxCPUs);
    EXPECT_EQUAL(LOG_DEBUG, CommandLine.Level);
    EXPECT_EQUAL(CONSOLE_VGA, CommandLine.Console);
    EXPECT_EQUAL(EXIT_REBOOT, CommandLine.Exit);
    EXPECT(StringsEqual("Task*", CommandLine.ProbeGlob));
    EXPECT(StringsEqual("12aF", CommandLine.Nonce));
    EXPECT(StringsEqual("/bin/sh", CommandLine.Init));
    EXPECT_EQUAL(0x0A00020F, CommandLine.Address);
    EXPECT_TEXT("");
}

static void BadValuesKeepTheDefault(void) {
    AddLogSink(&Collector);
    ParseCommandLine("maxcpus=two log=loud console= exit=now nonce=xyz", FALSE);
    EXPECT_EQUAL(0, CommandLine.MaxCPUs);
    EXPECT_EQUAL(LOG_INFO, CommandLine.Level);
    EXPECT_EQUAL(CONSOLE_BOTH, CommandLine.Console);
    EXPECT_EQUAL(EXIT_NONE, CommandLine.Exit);
    EXPECT_TEXT(
        "[    0.000000] WARN commandline: maxcpus=two: wanted a number, ignored\n"
        "[    0.000000] WARN commandline: log=loud: wanted error, warn, info or debug, ignored\n"
        "[    0.000000] WARN commandline: console=: wanted serial, vga or both, ignored\n"
        "[    0.000000] WARN commandline: exit=now: wanted poweroff, reboot or halt, ignored\n"
        "[    0.000000] WARN commandline: nonce=xyz: wanted hexadecimal digits, ignored\n");
}

static void OnlyAHostsAddressIsTaken(void) {
    static const char *const Bad[] = {"", "1", "1.2.3", "1.2.3.", "1.2.3.4.", "1.2.3.4.5", "1..2.3",
                                      "256.1.1.1", "1.2.3.00004", "1.2.3.4x", "-1.2.3.4",
                                      "0.0.0.0", "127.0.0.1", "224.0.0.1", "255.255.255.255"};
    for (U32 Index = 0; Index < ARRAY_COUNT(Bad); Index++) {
        char Line[64];
        snprintf(Line, sizeof(Line), "ip=%s", Bad[Index]);
        ParseCommandLine(Line, FALSE);
        EXPECT_THAT(CommandLine.Address == 0, "%s is taken", Line);
    }
    ParseCommandLine("ip=223.255.0.1", FALSE);
    EXPECT_EQUAL(0xDFFF0001, CommandLine.Address);
}

static void BadWordsAreNamed(void) {
    AddLogSink(&Collector);
    ParseCommandLine("maxcpus=2 nosmp=1 maxcpus=3 hello", FALSE);
    EXPECT_EQUAL(2, CommandLine.MaxCPUs);
    EXPECT(!CommandLine.NoSMP);
    EXPECT_TEXT("[    0.000000] WARN commandline: ignored: nosmp=1 (unknown) "
                "maxcpus=3 (given before) hello (unknown)\n");
}

static void NoCPUsMeansNoSMP(void) {
    AddLogSink(&Collector);
    ParseCommandLine("maxcpus=0", FALSE);
    EXPECT(CommandLine.NoSMP);
    EXPECT_TEXT("");
}

static void ACutWordIsNotTaken(void) {
    AddLogSink(&Collector);
    ParseCommandLine("nosmp maxcpus=1", TRUE);
    EXPECT(CommandLine.NoSMP);
    EXPECT_EQUAL(0, CommandLine.MaxCPUs);
    EXPECT_TEXT("[    0.000000] WARN commandline: only the first 15 characters are read\n");
}

static void NoiseDoesNoHarm(void) {
    static char Line[8192];
    AddLogSink(&Collector);
    for (U32 Index = 0; Index + 1 < sizeof(Line); Index++) {
        Line[Index] = Random(40) == 0 ? ' ' : (char)(1 + Random(255));
    }
    ParseCommandLine(Line, Random(2) == 0);
}

void TestCommandLine(void) {
    RunApart(EverythingIsUnderstood);
    RunApart(BadValuesKeepTheDefault);
    RunApart(OnlyAHostsAddressIsTaken);
    RunApart(BadWordsAreNamed);
    RunApart(NoCPUsMeansNoSMP);
    RunApart(ACutWordIsNotTaken);
    for (U32 Round = 0; Round < 50; Round++) {
        Random(1);
        RunApart(NoiseDoesNoHarm);
    }
}
