// Runner: runs the probes that are linked into the kernel. A kernel without any has nothing to run.

#pragma once

#include "base/Base.h"

// Starts a task that runs the probes whose names match Glob, reports to port 0xE9 and then calls
// ProbesDone and AtEnd, the latter in the same task. Both strings must stay as they are. Without a
// nonce (8 or more hexadecimal digits) nothing runs, and the log says so. Context: task or boot,
// after InitializeTasks.
void StartProbes(const char *Glob, const char *Nonce, void (*AtEnd)(void));

// Called when all chosen probes have ended. It does nothing: it is there to be stopped at.
void ProbesDone(void);
