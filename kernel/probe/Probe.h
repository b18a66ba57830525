// Probe: a test case that runs inside the kernel and calls its functions.
//
// A file of probes is linked into a test build (make PROBES="/a.c /b.c") and includes kernel
// headers and this one:
//
//     PROBE(SleepIsNotShort, "Sleep returns no earlier than it was asked to") {
//         ...
//         PROBE_EXPECT(Slept >= Asked, "%u us of %u us", Slept, Asked);
//         PROBE_EQUAL(Before, After, "free frames");
//     }
//
// Booted with probe=GLOB nonce=HEX, the kernel runs the probes whose names match (* and ? as in
// file names), sorted by name, in one kernel task once the boot is complete. It reports in TAP, the
// Test Anything Protocol, to I/O port 0xE9, each line opened by the nonce. The plan comes first, so
// that a probe that hangs is missed; one that panics is the bail-out; one that expects nothing
// fails.
//
// A probe that has to end in a panic is a PROBE_PANICS, and its name starts with Panic. Nothing
// runs after it, so only probe=ITSNAME runs it, never a pattern.

#pragma once

#include "base/Base.h"

typedef struct {
    const char *Name;
    const char *Proves;
    const char *PanicText;  // part of the panic's message; NULL for a probe that returns
    void (*Run)(void);
} Probe;

// Both are followed by the probe's body. What it proves is one line, for whoever reads a failure.
#define PROBE(Title, WhatItProves) DEFINE_PROBE(Title, WhatItProves, NULL)
#define PROBE_PANICS(Title, Text, WhatItProves) DEFINE_PROBE(Title, WhatItProves, Text)

// A pointer in a section of its own: pointers, because compilers may pad structures there.
#define DEFINE_PROBE(Title, WhatItProves, Text)                                              \
    static void Run##Title(void);                                                            \
    static const Probe Title##Probe = {#Title, (WhatItProves), (Text), Run##Title};          \
    static const Probe *const Title##Entry                                                   \
        __attribute__((used, section(".probes"))) = &Title##Probe;                           \
    static void Run##Title(void)

// Fails the probe if Condition is false; the format and its values tell what was found instead.
// Goes on either way, and tells whether it held. Context: any but NMI.
#define PROBE_EXPECT(Condition, ...) \
    NoteExpectation((Condition) ? TRUE : FALSE, #Condition, __FILE__, __LINE__, __VA_ARGS__)

// The same for two numbers that should be equal; What names them.
#define PROBE_EQUAL(Expected, Found, What) \
    NoteEqual((U64)(Expected), (U64)(Found), (What), __FILE__, __LINE__)

// What the macros call.
BOOL NoteExpectation(BOOL Holds, const char *Condition, const char *File, U32 Line,
                     const char *Format, ...) PRINTF_LIKE(5, 6);
BOOL NoteEqual(U64 Expected, U64 Found, const char *What, const char *File, U32 Line);
