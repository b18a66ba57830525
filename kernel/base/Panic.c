#include "base/Panic.h"

#include <stdatomic.h>

#include "base/Format.h"
#include "base/Log.h"

char PanicMessage[PANIC_MESSAGE_BYTES];

static const PanicReporter *Reporter;
static void (*Stop)(void);

// How many panics have begun. One that happens while another is being reported does less than that
// one, so that they come to an end, whatever it is that faults.
static _Atomic U32 Panics;

void SetPanicReporter(const PanicReporter *NewReporter) { Reporter = NewReporter; }

void SetPanicStop(void (*NewStop)(void)) { Stop = NewStop; }

// The first panic: everything.
static void ReportFirst(const char *Format, va_list Arguments) {
    FormatArguments(PanicMessage, sizeof(PanicMessage), Format, Arguments);
    TakeOverLog();
    Log(LOG_PANIC, NULL, "%s", PanicMessage);
    if (Reporter != NULL) Reporter->Report();
}

// The second: one line, from a buffer of its own.
static void ReportSecond(const char *Format, va_list Arguments) {
    char Text[PANIC_MESSAGE_BYTES];
    FormatArguments(Text, sizeof(Text), Format, Arguments);
    TakeOverLog();
    Log(LOG_PANIC, "panic", "again, while the first was being reported: %s", Text);
}

LANDMARK void Panic(const char *Format, ...) {
    if (Reporter != NULL) Reporter->Silence();
    const U32 Earlier = atomic_fetch_add(&Panics, 1);

    va_list Arguments;
    va_start(Arguments, Format);
    if (Earlier == 0) ReportFirst(Format, Arguments);
    else if (Earlier == 1) ReportSecond(Format, Arguments);
    va_end(Arguments);

    if (Earlier <= 2 && Stop != NULL) Stop();
    for (;;) {
    }
}
