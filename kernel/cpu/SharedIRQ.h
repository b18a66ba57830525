// SharedIRQ: interrupt lines that several devices hang on, as those of PCI do.
//
// Such a line is level-triggered: it stays raised until every device that asks has been served. So
// all handlers are asked at each interrupt, and each says whether its device had asked. A line on
// which nobody has for MAX_UNCLAIMED interrupts in a row belongs to a device without a driver,
// which would keep the CPU busy for ever: it is masked, with one WARN line.

#pragma once

#include "base/Base.h"

#define MAX_SHARERS 4
#define MAX_UNCLAIMED 1000

// Serves the device and tells whether it was the one that asked. Context: interrupt, interrupts
// off.
typedef BOOL (*SharedIRQHandler)(void *Context);

// From now on Line, level-triggered, calls Handler with Context too. FALSE if Line is none of a
// PC's, cannot be level-triggered, has an edge-triggered device, or MAX_SHARERS already; then
// nothing has changed. Line may be what a device said. Context: boot or task.
BOOL ShareIRQ(U32 Line, SharedIRQHandler Handler, void *Context) MUST_USE;
