#include "base/Panic.h"

#include "base/Format.h"

char PanicMessage[PANIC_MESSAGE_BYTES];

static PanicActions Actions;

void SetPanicActions(const PanicActions *NewActions) { Actions = *NewActions; }

void Panic(const char *Format, ...) {
    // A panic while the first is being reported: the first is the one that matters. Each level of
    // nesting skips what the level before it was doing, so that the nesting ends.
    static _Atomic U32 Depth;
    const U32 Level = Depth++;

    if (Level == 0) {
        va_list Arguments;
        va_start(Arguments, Format);
        FormatArguments(PanicMessage, sizeof(PanicMessage), Format, Arguments);
        va_end(Arguments);
    }
    if (Level <= 1 && Actions.Report != NULL) Actions.Report();
    if (Level <= 2 && Actions.Stop != NULL) Actions.Stop();
    for (;;) {
    }
}
