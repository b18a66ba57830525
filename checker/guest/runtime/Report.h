// What the parts of the runtime share: the run that the checker asked for, and the report.

#pragma once

#include "Guest.h"

#define NONCE_DIGITS 16
#define ARGUMENT_BYTES 112

// The checker finds it in the program's file by its mark and fills it in: nothing that a kernel
// does can keep it from the program. Not const, so that no compiler knows what stands in it.
typedef struct {
    char Mark[16];
    char Nonce[NONCE_DIGITS + 16];  // ends in a NUL
    char Arguments[ARGUMENT_BYTES];
} AskedRun;

extern AskedRun TheRun;

// Opens the report. False if there is none.
bool OpenReport(void);

// Writes one line, the nonce before it, with one call.
void Report(const char *Format, ...) __attribute__((format(printf, 1, 2)));
