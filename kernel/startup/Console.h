// Console: which devices show the log, as console= says.

#pragma once

#include "arch/BootInfo.h"

// Adds the serial port to the log's sinks, if it is wanted. Context: boot, as early as can be.
void StartSerialConsole(void);

// Adds the text screen, if it is wanted and there is one. Context: boot, after InitializeMemory.
void StartScreenConsole(const BootInfo *Boot);
