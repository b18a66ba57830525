// E1000: an Intel 82540EM Ethernet controller (PCI/PCI-X Family of Gigabit Ethernet Controllers
// Software Developer's Manual, 317453).
//
// Frames are copied from and to the driver's own buffers, which the controller reads and writes by
// itself. Its interrupts only tell that there is something to do; the work is done by whoever calls
// ReceiveE1000 and SendE1000: one task at a time.

#pragma once

#include "base/Base.h"

#define E1000_FRAME_BYTES 2048  // more than any frame has
#define MAC_BYTES 6

typedef enum {
    E1000_STARTED,
    E1000_ABSENT,
    E1000_UNUSABLE,  // no place, no memory, no interrupt line, no address, no answer: one WARN line
} E1000Result;

// Finds the controller and starts it; from then on OnEvent is called, in interrupt context, when
// frames have come, have gone, or may have been lost. Context: boot or task, once, after
// InitializePCI.
E1000Result StartE1000(void (*OnEvent)(void)) MUST_USE;

// Its Ethernet address and its interrupt line. Context: any, once it has started.
const U8 *E1000Address(void);
U32 E1000Line(void);

// Copies the next frame that has come to Frame, E1000_FRAME_BYTES, without its checksum, and
// returns its length; 0: none. Context: task.
U32 ReceiveE1000(void *Frame);

// Queues a frame of at most E1000_FRAME_BYTES; the controller adds padding and checksum. FALSE: no
// room now. OnEvent will tell. Context: task.
BOOL SendE1000(const void *Frame, U32 Bytes) MUST_USE;
