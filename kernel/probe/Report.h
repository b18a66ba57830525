// Report: the probes' results as TAP version 14, on the port of QEMU's debug console.
//
// Notes on a probe follow its result, so they are kept until it ends.

#pragma once

#include "base/Base.h"
#include "probe/Probe.h"

// Opens the report: version and plan. Nonce must stay as it is. Context: task, once.
void BeginReport(const char *Nonce, U32 Count);

// A probe starts; expectations from here on are its. Context: task.
void BeginProbe(const Probe *Started);

// The probe has returned: its result and its notes. Context: task.
void EndProbe(void);

// The kernel panics: the result of the probe that runs, and the bail-out unless it was to panic.
// Context: panic.
void ReportPanic(const char *Message);
