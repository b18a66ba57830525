// FirstProgram: init, the program that starts all others.

#pragma once

#include "base/Base.h"

// Starts the program that init=PATH names, or /bin/init if there is such a file. When it ends, the
// log says so, and what exit= asks for happens. FALSE: there is none to start, or it can't be.
// Context: boot, last.
BOOL StartFirstProgram(void) MUST_USE;
