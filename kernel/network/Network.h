// Network: the machine's Ethernet controller, if it has one, and a task that answers what comes in
// (network/Host.h). Its address is what ip= says; without one it answers nothing, and counts.

#pragma once

#include "base/Base.h"

// Looks for a controller and starts it and the task, with one line in the log; without one nothing
// happens. Context: boot, once, interrupts on, after InitializePCI.
void StartNetwork(void);

// Writes what /system/network shows, NUL-terminated and cut to fit: addresses, neighbours, what
// became of the frames. Returns its length. Context: task.
#define NETWORK_TEXT_BYTES 1024
SIZE DescribeNetwork(char *Text, SIZE Bytes);
