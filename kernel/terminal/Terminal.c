#include "terminal/Terminal.h"

#include "abi/Errors.h"
#include "arch/Arch.h"
#include "base/CommandLine.h"
#include "devices/Keyboard.h"
#include "devices/Serial.h"
#include "devices/VGAText.h"
#include "memory/Heap.h"
#include "sync/Freeze.h"
#include "tasks/Task.h"
#include "tasks/WaitQueue.h"
#include "terminal/LineDiscipline.h"
#include "time/Clock.h"

#define KEY_BYTES 256
// A serial line needs 90 ms for all that can be queued: after this its interrupt is not to come.
#define STUCK_MICROSECONDS 1000000

// [o] the terminal's task, interrupts off; [s] interrupts off; [f] frozen, a reader interrupts off.
static struct {
    char Keys[KEY_BYTES];  // [s] typed, and not seen by the line discipline yet; indices count up
    U32 FirstKey;          // [s]
    U32 EndOfKeys;         // [s]
    WaitQueue Typing;      // [s] the terminal's task, for keys
    WaitQueue Readers;     // [s] for lines
    WaitQueue Writers;     // [s] for room in the serial queue
    LineDiscipline Lines;  // [f]
    U32 Foreground;        // [s] the process group that gets ^C; 0: nobody
    BOOL HasTask;          // [f]
    void (*Interrupt)(U32 Group, U32 Signal);  // [i] after boot
} Terminal;

typedef struct {
    Object Base;
    U32 Flags;  // [i]
} TerminalHandle;

void SetTerminalInterrupt(void (*Send)(U32 Group, U32 Signal)) { Terminal.Interrupt = Send; }

void TypeAtTerminal(char Character) {
    if (Terminal.EndOfKeys - Terminal.FirstKey >= KEY_BYTES) return;
    Terminal.Keys[Terminal.EndOfKeys++ % KEY_BYTES] = Character;
    WakeAll(&Terminal.Typing);
}

static void WakeWriters(void) { WakeAll(&Terminal.Writers); }

static char WaitForKey(void) {
    const UINT Saved = SaveInterrupts();

    while (Terminal.FirstKey == Terminal.EndOfKeys) WaitIn(&Terminal.Typing);
    const char Key = Terminal.Keys[Terminal.FirstKey++ % KEY_BYTES];
    RestoreInterrupts(Saved);
    return Key;
}

// An echo that finds no room in the serial queue is lost: what is typed must not wait for what is
// written. Context: frozen.
static void ShowText(const char *Text, U32 Length) {
    if (Length == 0) return;
    const UINT Saved = SaveInterrupts();
    const BOOL IsShown = QueueSerial(Text, Length);
    RestoreInterrupts(Saved);
    (void)IsShown;
    WriteVGAText(Text, Length);
}

static void DealWithKey(char Key) {
    Echo Shown;

    // Frozen as a whole, so that a reader's answer comes behind the echo of the line.
    Freeze();
    const LineEvent Event = TypeCharacter(&Terminal.Lines, Key, &Shown);
    for (; Shown.Erased > 0; Shown.Erased--) ShowText("\b \b", 3);
    ShowText(Shown.Text, Shown.Length);
    const UINT Saved = SaveInterrupts();
    if (Event == LINE_IS_COMPLETE) WakeAll(&Terminal.Readers);
    const U32 Group = Terminal.Foreground;
    RestoreInterrupts(Saved);
    Unfreeze();
    if (Event == LINE_INTERRUPTED && Group != 0 && Terminal.Interrupt != NULL) {
        Terminal.Interrupt(Group, SIGINT);
    }
}

static U32 RunTerminal(void *Argument) {
    (void)Argument;
    for (;;) DealWithKey(WaitForKey());
    return 0;
}

static BOOL StartTask(void) {
    const TaskInfo Info = {.Name = "terminal", .Function = RunTerminal};

    Freeze();
    if (!Terminal.HasTask) Terminal.HasTask = CreateTask(&Info, NULL) == TASK_CREATED;
    const BOOL HasTask = Terminal.HasTask;
    Unfreeze();
    return HasTask;
}

static U32 FlagsOf(const Object *Self) { return ((const TerminalHandle *)Self)->Flags; }

static INT ReadTerminal(Object *Self, void *Buffer, SIZE Bytes) {
    if ((FlagsOf(Self) & O_ACCMODE) == O_WRONLY) return -EBADF;
    if (Bytes == 0) return 0;

    INT Result = 0;
    const UINT Saved = SaveInterrupts();
    while (Result == 0 && !HasLine(&Terminal.Lines)) {
        if (FlagsOf(Self) & O_NONBLOCK) Result = -EAGAIN;
        else if (WaitInUntil(&Terminal.Readers, WAIT_FOR_EVER) == WAIT_KILLED) Result = -EINTR;
    }
    if (Result == 0) Result = (INT)ReadLine(&Terminal.Lines, Buffer, Bytes);
    if (HasLine(&Terminal.Lines)) WakeFirst(&Terminal.Readers);
    RestoreInterrupts(Saved);
    return Result;
}

// Waits for room in the serial queue and fills it. Context: interrupts off.
static INT QueuePiece(const char *Text, U32 Length, U32 Flags) {
    while (!QueueSerial(Text, Length)) {
        if (Flags & O_NONBLOCK) return -EAGAIN;
        switch (WaitInUntil(&Terminal.Writers, ClockMicroseconds() + STUCK_MICROSECONDS)) {
            case WAIT_WOKEN: break;
            case WAIT_TIMED_OUT: FlushSerial(); break;
            case WAIT_KILLED: return -EINTR;
        }
    }
    return 0;
}

// Frozen for no more than a line, for the screen may have to scroll.
static void WriteToScreen(const char *Text, U32 Length) {
    for (U32 Start = 0, End = 0; End < Length; Start = End) {
        while (End < Length && Text[End++] != '\n') {
        }
        Freeze();
        WriteVGAText(Text + Start, End - Start);
        Unfreeze();
    }
}

static INT WritePiece(const char *Text, U32 Length, U32 Flags) {
    const UINT Saved = SaveInterrupts();
    const INT Result = QueuePiece(Text, Length, Flags);
    RestoreInterrupts(Saved);
    if (Result == 0) WriteToScreen(Text, Length);
    return Result;
}

// How much of Text goes out in one piece: up to the end of a line, so that lines of several writers
// stay whole.
static U32 PieceLength(const char *Text, SIZE Bytes) {
    if (Bytes <= SERIAL_PIECE_BYTES) return (U32)Bytes;
    U32 Length = SERIAL_PIECE_BYTES;
    while (Length > 0 && Text[Length - 1] != '\n') Length--;
    return Length > 0 ? Length : SERIAL_PIECE_BYTES;
}

static INT WriteTerminal(Object *Self, const void *Buffer, SIZE Bytes) {
    const char *Text = Buffer;
    INT Result = 0;
    SIZE Written = 0;

    if ((FlagsOf(Self) & O_ACCMODE) == O_RDONLY) return -EBADF;
    while (Result == 0 && Written < Bytes) {
        const U32 Length = PieceLength(Text + Written, Bytes - Written);
        Result = WritePiece(Text + Written, Length, FlagsOf(Self));
        if (Result == 0) Written += Length;
    }
    return Written > 0 ? (INT)Written : Result;
}

static INT GetTerminalStatus(Object *Self, FileStatus *Status) {
    (void)Self;
    *Status = (FileStatus){.Mode = S_IFCHR | 0620, .Links = 1, .BlockBytes = SERIAL_PIECE_BYTES};
    return 0;
}

static INT SetTerminalForeground(Object *Self, U32 Group) {
    (void)Self;
    Terminal.Foreground = Group;
    return 0;
}

static void CloseTerminal(Object *Self) { FreeHeap(Self); }

static const ObjectType TerminalType = {
    .Name = "terminal",
    .Read = ReadTerminal,
    .Write = WriteTerminal,
    .GetStatus = GetTerminalStatus,
    .SetForeground = SetTerminalForeground,
    .Destroy = CloseTerminal,
};

INT OpenTerminal(U32 Flags, Object **Opened) {
    if ((Flags & O_ACCMODE) == O_ACCMODE) return -EINVAL;
    if (!StartTask()) return -ENOMEM;
    TerminalHandle *Handle = AllocateHeap(sizeof(*Handle));
    if (Handle == NULL) return -ENOMEM;

    InitializeObject(&Handle->Base, &TerminalType);
    Handle->Flags = Flags;
    *Opened = &Handle->Base;
    return 0;
}

void InitializeTerminal(void) {
    static const SerialClient Client = {TypeAtTerminal, WakeWriters};

    StartSerialInterrupts(&Client);
    if (CommandLine.Console != CONSOLE_SERIAL && !InitializeKeyboard(TypeAtTerminal)) {
        LogDebug("terminal", "no keyboard");
    }
}
