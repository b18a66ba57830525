#include "probe/Report.h"

#include "arch/Arch.h"
#include "base/Format.h"
#include "base/String.h"

#define DEBUG_CONSOLE_PORT 0xE9
#define MAX_NOTES 16
#define NOTE_BYTES 240

static const char *ReportNonce = "";
static const Probe *Current;
static U32 Number;
static U32 Expectations;
static U32 Failures;
static char Notes[MAX_NOTES][NOTE_BYTES];  // the first failures' ones

static void WriteText(const char *Text) {
    // A note with a line feed in it must not look like a line of its own.
    for (; *Text != 0; ++Text) WritePort8(DEBUG_CONSOLE_PORT, *Text < ' ' ? '?' : (U8)*Text);
}

static void PRINTF_LIKE(1, 2) WriteLine(const char *Format, ...) {
    char Text[NOTE_BYTES + 80];
    va_list Arguments;

    va_start(Arguments, Format);
    FormatArguments(Text, sizeof(Text), Format, Arguments);
    va_end(Arguments);
    WriteText(ReportNonce);
    WriteText(" ");
    WriteText(Text);
    WritePort8(DEBUG_CONSOLE_PORT, '\n');
}

void BeginReport(const char *Nonce, U32 Count) {
    ReportNonce = Nonce;
    WriteLine("TAP version 14");
    WriteLine("1..%u", Count);
}

void BeginProbe(const Probe *Started) {
    Expectations = 0;
    Failures = 0;
    ++Number;
    Current = Started;
}

// Room for the next failure's note, or NULL when there are enough.
static char *NextNote(void) {
    char *Note = Failures < MAX_NOTES ? Notes[Failures] : NULL;

    ++Failures;
    return Note;
}

static void WriteResult(void) {
    WriteLine("%sok %u - %s", Failures == 0 ? "" : "not ", Number, Current->Name);
    if (Failures > 0) WriteLine("# proves: %s", Current->Proves);
    for (U32 Index = 0; Index < MINIMUM(Failures, MAX_NOTES); ++Index) {
        WriteLine("# %s", Notes[Index]);
    }
    if (Failures > MAX_NOTES) WriteLine("# and %u more", Failures - MAX_NOTES);
    Current = NULL;
}

void EndProbe(void) {
    if (Current->PanicText != NULL) {
        NoteExpectation(FALSE, "a panic", __FILE__, __LINE__, "that it returned");
    } else if (Expectations == 0) {
        NoteExpectation(FALSE, "an expectation", __FILE__, __LINE__, "none");
    }
    WriteResult();
}

static BOOL Contains(const char *Text, const char *Part) {
    for (; *Text != 0; ++Text) {
        if (StringStartsWith(Text, Part)) return TRUE;
    }
    return FALSE;
}

void ReportPanic(const char *Message) {
    const Probe *Panicked = Current;

    if (Panicked == NULL || Panicked->PanicText == NULL) {
        if (Panicked != NULL) {
            NoteExpectation(FALSE, "no panic", __FILE__, __LINE__, "panic: %s", Message);
            WriteResult();
        }
        WriteLine("bail out! panic: %s", Message);
        return;
    }
    NoteExpectation(Contains(Message, Panicked->PanicText), Panicked->PanicText, __FILE__, __LINE__,
                    "panic: %s", Message);
    WriteResult();
}

BOOL NoteExpectation(BOOL Holds, const char *Condition, const char *File, U32 Line,
                     const char *Format, ...) {
    ++Expectations;
    if (Holds) return TRUE;

    char Found[NOTE_BYTES / 2];
    va_list Arguments;
    va_start(Arguments, Format);
    FormatArguments(Found, sizeof(Found), Format, Arguments);
    va_end(Arguments);

    const char *BaseName = File;
    for (const char *Character = File; *Character != 0; ++Character) {
        if (*Character == '/') BaseName = Character + 1;
    }
    char *Note = NextNote();
    if (Note != NULL) {
        FormatString(Note, NOTE_BYTES, "expected %s, found %s (%s:%u)", Condition, Found, BaseName,
                     Line);
    }
    return FALSE;
}

BOOL NoteEqual(U64 Expected, U64 Found, const char *What, const char *File, U32 Line) {
    char Wanted[NOTE_BYTES / 2];

    FormatString(Wanted, sizeof(Wanted), "%s %llu (0x%llx)", What, Expected, Expected);
    return NoteExpectation(Expected == Found, Wanted, File, Line, "%llu (0x%llx)", Found, Found);
}
