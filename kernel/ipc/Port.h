// Port: a queue of messages with a name, for processes that share nothing else.
//
// A message arrives as a whole, once, in the order of sending. There is one queue per port and room
// for a number of messages that its maker chose; who sends to a full one or receives from an empty
// one waits, until a deadline on ClockMicroseconds (or WAIT_FOR_EVER). The name is free again, and
// messages that nobody fetched are gone, when the last reference to the port is.
//
// Context of all functions: task, not frozen, holding no mutex, interrupts on.

#pragma once

#include "base/Base.h"
#include "objects/Object.h"

#define PORT_NAME_BYTES 64       // the NUL included
#define PORT_MAX_MESSAGES 256
#define PORT_MAX_MESSAGE_BYTES 4096

// Makes a port, or opens the one of that name; one reference. -EINVAL (an empty name, a limit that
// is 0 or above the maxima), -ENAMETOOLONG, -EEXIST, -ENOENT, -ENOMEM.
INT CreatePort(const char *Name, U32 MostMessages, U32 MostBytes, Object **Made);
INT OpenPort(const char *Name, Object **Opened);

// Sends a copy of Message; 0 bytes are a message too. 0, -EBADF (no port), -EMSGSIZE, -ENOMEM,
// -ETIMEDOUT, -EINTR (killed while waiting).
INT SendToPort(Object *Port, const void *Message, SIZE Bytes, U64 Deadline);

// Fetches the oldest message and returns its bytes; -EMSGSIZE if Buffer is too small for it, and it
// stays where it is. The other errors: as above.
INT ReceiveFromPort(Object *Port, void *Buffer, SIZE Bytes, U64 Deadline);
