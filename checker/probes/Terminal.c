// What terminal/ promises, with keys that the keyboard's controller and the serial port bring.

#include "terminal/Terminal.h"

#include "abi/Errors.h"
#include "arch/Arch.h"
#include "base/String.h"
#include "memory/Heap.h"
#include "probe/Probe.h"
#include "tasks/Scheduler.h"
#include "time/TickSource.h"

#define LINE_BYTES 64
#define MOST_TICKS 100

static Object *Open(U32 Flags) {
    Object *Opened = NULL;

    PROBE_EQUAL(0, OpenTerminal(Flags, &Opened), "result of OpenTerminal");
    return Opened;
}

static void Type(const char *Text) {
    for (; *Text != 0; Text++) {
        const UINT Saved = SaveInterrupts();
        TypeAtTerminal(*Text);
        RestoreInterrupts(Saved);
    }
}

static void ExpectLine(Object *Terminal, const char *Expected) {
    char Line[LINE_BYTES] = "";
    const INT Bytes = ReadObject(Terminal, Line, sizeof(Line) - 1);

    PROBE_EQUAL(StringLength(Expected), Bytes, "bytes of the line");
    PROBE_EXPECT(StringsEqual(Expected, Line), "\"%s\" instead of \"%s\"", Line, Expected);
}

PROBE(TerminalEditsLines, "a read gets a line as it was when Enter was pressed") {
    Object *Terminal = Open(O_RDWR);
    char Piece[4] = "";

    Type("lx\bs\x7fs -l\rtwo\x15one\n\x04");
    ExpectLine(Terminal, "ls -l\n");
    PROBE_EQUAL(3, ReadObject(Terminal, Piece, 3), "bytes of a piece");
    PROBE_EXPECT(StringsEqual("one", Piece), "\"%s\"", Piece);
    ExpectLine(Terminal, "\n");
    ExpectLine(Terminal, "");
    ReleaseObject(Terminal);
}

static void WriteController(U16 Port, U8 Value) {
    while (ReadPort8(0x64) & 0x02) RelaxCPU();
    WritePort8(Port, Value);
}

// Command D2 of an 8042: its next data byte is as if the keyboard had sent it.
static void PressKeys(const U8 *Codes, U32 Count) {
    for (U32 Index = 0; Index < Count; Index++) {
        WriteController(0x64, 0xD2);
        WriteController(0x60, Codes[Index]);
        for (U32 Try = 0; Try < 100000 && (ReadPort8(0x64) & 0x01); Try++) RelaxCPU();
    }
}

PROBE(KeysReachTheTerminal, "what the keyboard sends is a line, with Shift and Control") {
    static const U8 Codes[] = {0x2A, 0x23, 0xA3, 0xAA, 0x17, 0x97, 0x1D, 0x23, 0xA3, 0x9D,
                               0x17, 0x97, 0xE0, 0x2A, 0xE0, 0x48, 0x02, 0x82, 0x1C, 0x9C};
    Object *Terminal = Open(O_RDONLY);

    PressKeys(Codes, sizeof(Codes));
    ExpectLine(Terminal, "Hi1\n");  // H, i, Control H, i, cursor up, 1
    ReleaseObject(Terminal);
}

// ^D ends a line without a line feed; at the start of one it is the end of the input.
PROBE(EndsOfInputAreReadOnce, "^D hands over a part of a line, and counts once") {
    Object *Terminal = Open(O_RDONLY);
    char Bytes[2];

    Type("ab\x04");
    PROBE_EQUAL(2, ReadObject(Terminal, Bytes, sizeof(Bytes)), "bytes of the part");
    Type("cd\n");
    ExpectLine(Terminal, "cd\n");
    Type("\x04");
    PROBE_EQUAL(0, ReadObject(Terminal, Bytes, sizeof(Bytes)), "bytes at the end");
    ReleaseObject(Terminal);
}

// PC16550D: bit 4 of the modem control register leads what is sent back in.
PROBE(SerialInputReachesTheTerminal, "what the serial port receives is a line") {
    static const char Sent[] = "serial\r";
    Object *Terminal = Open(O_RDONLY);
    const UINT Saved = SaveInterrupts();
    const U8 Modem = ReadPort8(0x3FC);

    WritePort8(0x3FC, Modem | 0x10);
    for (U32 Index = 0; Sent[Index] != 0; Index++) {
        while (!(ReadPort8(0x3FD) & 0x20)) RelaxCPU();
        WritePort8(0x3F8, (U8)Sent[Index]);
    }
    WritePort8(0x3FC, Modem);
    RestoreInterrupts(Saved);
    ExpectLine(Terminal, "serial\n");
    ReleaseObject(Terminal);
}

static U32 InterruptedGroup, InterruptSignal;

static void NoteInterrupt(U32 Group, U32 Signal) {
    PROBE_EXPECT(!InInterrupt() && InterruptsEnabled(), "not in a task");
    InterruptedGroup = Group;
    InterruptSignal = Signal;
}

PROBE(ControlCReachesTheForeground, "^C drops what is typed and is told of once, in a task") {
    Object *Terminal = Open(O_RDWR);

    InterruptSignal = 0;
    SetTerminalInterrupt(NoteInterrupt);
    PROBE_EQUAL(0, Terminal->Type->SetForeground(Terminal, 42), "result of SetForeground");
    Type("dropped\nand this\x03");
    // What comes before it may be read until the terminal's task has seen it.
    for (U32 Try = 0; Try < MOST_TICKS && InterruptSignal == 0; Try++) Sleep(TICK_MICROSECONDS);
    Type("kept\n");
    ExpectLine(Terminal, "kept\n");
    PROBE_EQUAL(42, InterruptedGroup, "group");
    PROBE_EQUAL(SIGINT, InterruptSignal, "signal");
    Terminal->Type->SetForeground(Terminal, 0);
    SetTerminalInterrupt(NULL);
    ReleaseObject(Terminal);
}

static U32 ReadOnce(void *Terminal) {
    char Line[LINE_BYTES];

    return (U32)-ReadObject(Terminal, Line, sizeof(Line));
}

PROBE(AKilledReaderReturns, "a shielded task that waits for a line and is killed gets EINTR") {
    Object *Terminal = Open(O_RDONLY);
    const TaskInfo Info = {.Name = "reader", .Function = ReadOnce, .Argument = Terminal,
                           .IsShielded = TRUE};
    Task *Reader = NULL;

    if (!PROBE_EXPECT(CreateTask(&Info, &Reader) == TASK_CREATED, "no task")) return;
    Sleep(30000);
    PROBE_EQUAL(TASK_WAITING, Reader->State, "state of the reader");
    KillTask(Reader);
    PROBE_EQUAL(EINTR, WaitTask(Reader), "error");
    ReleaseTask(Reader);
    ReleaseObject(Terminal);
}

PROBE(TheTerminalRefuses, "wrong uses have their errors, and nothing is leaked") {
    Object *Terminal = Open(O_RDONLY | O_NONBLOCK);
    char Byte;
    FileStatus Status;
    const U32 Blocks = GetHeapCounts().Blocks;

    PROBE_EQUAL(-EINVAL, OpenTerminal(O_ACCMODE, &Terminal), "read and write both forbidden");
    PROBE_EQUAL(-EAGAIN, ReadObject(Terminal, &Byte, 1), "a read that would wait");
    PROBE_EQUAL(-EBADF, WriteObject(Terminal, "x", 1), "a write");
    PROBE_EQUAL(0, ReadObject(Terminal, &Byte, 0), "a read of nothing");
    PROBE_EQUAL(0, GetObjectStatus(Terminal, &Status), "status");
    PROBE_EQUAL(S_IFCHR, Status.Mode & S_IFMT, "kind");
    ReleaseObject(Terminal);
    Terminal = Open(O_WRONLY);
    PROBE_EQUAL(-EBADF, ReadObject(Terminal, &Byte, 1), "a read");
    PROBE_EQUAL(Blocks, GetHeapCounts().Blocks, "heap blocks");
    ReleaseObject(Terminal);
}

static U32 WriteMuch(void *Terminal) {
    static char Text[4000];

    for (U32 Index = 0; Index < sizeof(Text); Index++) Text[Index] = Index % 40 == 39 ? '\n' : 'w';
    return (U32)WriteObject(Terminal, Text, sizeof(Text));
}

PROBE(WritersWaitForRoom, "three tasks that write more than there is room for all come to an end") {
    Object *Terminal = Open(O_WRONLY);
    const TaskInfo Info = {.Name = "writer", .Function = WriteMuch, .Argument = Terminal};
    Task *Writers[3];

    for (U32 Index = 0; Index < ARRAY_COUNT(Writers); Index++) {
        if (!PROBE_EXPECT(CreateTask(&Info, &Writers[Index]) == TASK_CREATED, "no task")) return;
    }
    for (U32 Index = 0; Index < ARRAY_COUNT(Writers); Index++) {
        PROBE_EQUAL(4000, WaitTask(Writers[Index]), "bytes written");
        ReleaseTask(Writers[Index]);
    }
    ReleaseObject(Terminal);
}
