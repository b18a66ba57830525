// TaskTable: what the files of this folder share about the one table of tasks.

#pragma once

#include "tasks/Task.h"

// The idle task has the first place, from the start and for good.
#define IDLE_TASK (&TaskTable[0])
