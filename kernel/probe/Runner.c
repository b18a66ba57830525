#include "probe/Runner.h"

#include "base/Log.h"
#include "base/Panic.h"
#include "base/String.h"
#include "probe/Glob.h"
#include "probe/Probe.h"
#include "probe/Report.h"
#include "tasks/Task.h"

#define MINIMUM_NONCE_DIGITS 8

// The linker's: where the pointers to all probes begin and end.
extern const Probe *const ProbesStart[];
extern const Probe *const ProbesEnd[];

typedef struct {
    const char *Glob;
    const char *Nonce;
    void (*AtEnd)(void);
} ProbeRun;

static BOOL IsChosen(const Probe *Candidate, const char *Glob) {
    if (Candidate->PanicText != NULL) return StringsEqual(Glob, Candidate->Name);
    return MatchesGlob(Glob, Candidate->Name);
}

// Probes run in the order of their names; of two with the same name, both run.
static BOOL Precedes(const Probe *Left, const Probe *Right) {
    const char *L = Left->Name, *R = Right->Name;

    while (*L != 0 && *L == *R) ++L, ++R;
    return *L != *R ? (U8)*L < (U8)*R : Left < Right;
}

// The chosen probe that comes next after Last, or the first if Last is NULL; or NULL.
static const Probe *NextProbe(const Probe *Last, const char *Glob) {
    const Probe *Next = NULL;

    for (const Probe *const *Entry = ProbesStart; Entry < ProbesEnd; ++Entry) {
        const Probe *Candidate = *Entry;

        if (!IsChosen(Candidate, Glob)) continue;
        if (Last != NULL && !Precedes(Last, Candidate)) continue;
        if (Next == NULL || Precedes(Candidate, Next)) Next = Candidate;
    }
    return Next;
}

static void WatchForPanic(const char *Line, U32 Length) {
    static BOOL Reported;
    (void)Line;
    (void)Length;

    if (PanicMessage[0] == 0 || Reported) return;
    Reported = TRUE;
    ReportPanic(PanicMessage);
}

static U32 RunProbes(void *Argument) {
    static LogSink PanicWatch = {.Name = "probes", .Write = WatchForPanic};
    const ProbeRun *Run = Argument;
    U32 Count = 0;

    AddLogSink(&PanicWatch);
    for (const Probe *Next = NULL; (Next = NextProbe(Next, Run->Glob)) != NULL;) ++Count;
    BeginReport(Run->Nonce, Count);
    for (const Probe *Next = NULL; (Next = NextProbe(Next, Run->Glob)) != NULL;) {
        BeginProbe(Next);
        Next->Run();
        EndProbe();
    }
    ProbesDone();
    Run->AtEnd();
    return 0;
}

static BOOL IsNonce(const char *Text) {
    if (Text == NULL || StringLength(Text) < MINIMUM_NONCE_DIGITS) return FALSE;
    for (; *Text != 0; ++Text) {
        const BOOL IsLetter = (*Text >= 'a' && *Text <= 'f') || (*Text >= 'A' && *Text <= 'F');
        if (!IsLetter && (*Text < '0' || *Text > '9')) return FALSE;
    }
    return TRUE;
}

void StartProbes(const char *Glob, const char *Nonce, void (*AtEnd)(void)) {
    static ProbeRun Run;

    Run = (ProbeRun){.Glob = Glob, .Nonce = Nonce, .AtEnd = AtEnd};
    if (!IsNonce(Nonce)) {
        LogError("probe", "no probe runs: probe= needs nonce= with 8 or more hexadecimal digits");
        return;
    }
    const TaskInfo Info = {.Name = "probes", .Function = RunProbes, .Argument = &Run};
    if (CreateTask(&Info, NULL) != TASK_CREATED) LogError("probe", "no task to run them in");
}

// Not inlined and not empty to the compiler: debuggers stop at it.
LANDMARK void ProbesDone(void) { __asm__ volatile("" ::: "memory"); }
