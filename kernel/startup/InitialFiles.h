// InitialFiles: the tree of files, and in it what the boot loader's first module holds, a ustar
// archive.

#pragma once

#include "arch/BootInfo.h"

// Makes both; nothing is unpacked if there is no module. Context: boot, after InitializeTasks.
void StartFiles(const BootInfo *Boot);
