#include "base/Log.h"

#include <stdatomic.h>

#include "base/Format.h"
#include "base/String.h"

#define LINE_BYTES (LOG_TEXT_BYTES + 40)

LogRecord LogRecords[LOG_RECORDS];

static _Atomic U32 LastNumber;  // the number given out last
static _Atomic BOOL Writing;    // somebody writes to the sinks, and will take our record along
static _Atomic BOOL TakenOver;  // a panicking CPU owns the sinks; Writing has no say any more
static LogSink *_Atomic Sinks;
static _Atomic LogLevel Threshold = LOG_INFO;
static U64 (*_Atomic Clock)(void);

static const char *const LevelNames[] = {"PANIC", "ERROR", "WARN", "INFO", "DEBUG"};

// Memory order. All atomics are sequentially consistent. What matters: a record's fields are
// written before its Number, and a writer clears Writing before it looks for records a last time,
// while a logger sets Number before it looks at Writing. So one of the two sees the other.

void SetLogLevel(LogLevel Level) { Threshold = Level; }

void SetLogClock(U64 (*Microseconds)(void)) { Clock = Microseconds; }

static U64 Now(void) { return Clock == NULL ? 0 : Clock(); }

static BOOL IsComplete(U32 Number) { return LogRecords[Number % LOG_RECORDS].Number == Number; }

// The number of the oldest record that can still be there.
static U32 OldestNumber(void) {
    const U32 Last = LastNumber;
    return Last > LOG_RECORDS ? Last - LOG_RECORDS + 1 : 1;
}

// Opens a line; returns its length so far.
static SIZE FormatStamp(char *Line, U64 Microseconds, LogLevel Level) {
    return FormatString(Line, LINE_BYTES, "[%5u.%06u] %s ", (U32)(Microseconds / 1000000),
                        (U32)(Microseconds % 1000000), LevelNames[Level]);
}

static void WriteLine(LogSink *Sink, const char *Line, SIZE Length) {
    Sink->InLine = TRUE;
    Sink->Write(Line, (U32)Length);
    Sink->InLine = FALSE;
}

// Writes record Number, unless it is overwritten meanwhile: then the next round reports the loss.
static void WriteRecord(LogSink *Sink, U32 Number) {
    const LogRecord *Record = &LogRecords[Number % LOG_RECORDS];
    char Line[LINE_BYTES];
    SIZE Length = FormatStamp(Line, Record->Microseconds, Record->Level);
    Length += FormatString(Line + Length, LINE_BYTES - Length, "%s\n", Record->Text);

    if (!IsComplete(Number)) return;
    WriteLine(Sink, Line, Length);
    Sink->NextNumber = Number + 1;
}

static void WriteLoss(LogSink *Sink, U32 Oldest) {
    char Line[LINE_BYTES];
    SIZE Length = FormatStamp(Line, Now(), LOG_WARN);
    Length += FormatString(Line + Length, LINE_BYTES - Length, "log: %u records lost\n",
                           Oldest - Sink->NextNumber);
    WriteLine(Sink, Line, Length);
    Sink->NextNumber = Oldest;
}

// Writes what Sink has not seen yet, up to the first record that is not complete: its author was
// interrupted and comes back to it, except after TakeOverLog.
static void WriteTo(LogSink *Sink) {
    while (Sink->NextNumber <= LastNumber) {
        const U32 Number = Sink->NextNumber;
        if (Number < OldestNumber()) {
            WriteLoss(Sink, OldestNumber());
        } else if (IsComplete(Number)) {
            WriteRecord(Sink, Number);
        } else if (TakenOver) {
            Sink->NextNumber = Number + 1;
        } else {
            return;
        }
    }
}

static void WriteAll(void) {
    for (LogSink *Sink = Sinks; Sink != NULL; Sink = Sink->NextSink) {
        WriteTo(Sink);
    }
}

static BOOL AnythingToWrite(void) {
    for (LogSink *Sink = Sinks; Sink != NULL; Sink = Sink->NextSink) {
        if (Sink->NextNumber < OldestNumber() || IsComplete(Sink->NextNumber)) return TRUE;
    }
    return FALSE;
}

static void WriteUnlessSomebodyDoes(void) {
    if (TakenOver) {
        WriteAll();
        return;
    }
    while (AnythingToWrite()) {
        if (atomic_exchange(&Writing, TRUE)) return;
        WriteAll();
        Writing = FALSE;
    }
}

static void ReplaceUnprintable(char *Text) {
    for (; *Text != '\0'; Text++) {
        if (*Text < ' ' || *Text > '~') *Text = '?';
    }
}

static void FormatText(char *Text, const char *Area, const char *Format, va_list Arguments) {
    SIZE Length = Area == NULL ? 0 : FormatString(Text, LOG_TEXT_BYTES, "%s: ", Area);
    Length = MINIMUM(Length, (SIZE)LOG_TEXT_BYTES - 1);
    Length += FormatArguments(Text + Length, LOG_TEXT_BYTES - Length, Format, Arguments);
    if (Length >= LOG_TEXT_BYTES) CopyString(Text + LOG_TEXT_BYTES - 4, 4, "...");
    ReplaceUnprintable(Text);
}

void Log(LogLevel Level, const char *Area, const char *Format, ...) {
    if (Level > Threshold) return;

    const U32 Number = ++LastNumber;
    LogRecord *Record = &LogRecords[Number % LOG_RECORDS];
    Record->Number = 0;
    Record->Level = Level;
    Record->Microseconds = Now();
    va_list Arguments;
    va_start(Arguments, Format);
    FormatText(Record->Text, Area, Format, Arguments);
    va_end(Arguments);
    Record->Number = Number;

    WriteUnlessSomebodyDoes();
}

void AddLogSink(LogSink *Sink) {
    Sink->NextNumber = OldestNumber();
    Sink->NextSink = Sinks;
    Sinks = Sink;
    WriteUnlessSomebodyDoes();
}

void TakeOverLog(void) {
    TakenOver = TRUE;
    for (LogSink *Sink = Sinks; Sink != NULL; Sink = Sink->NextSink) {
        if (Sink->InLine) Sink->Write("\n", 1);
        Sink->InLine = FALSE;
    }
}
