// Pipe: bytes from one end to the other, through a ring of PIPE_BYTES.
//
// A write of up to PIPE_BUF bytes goes in as a whole, never mixed with another's; a larger one in
// pieces. Reading waits for the first byte; it returns 0 when the ring is empty and nobody can
// write any more. Writing what nobody can read any more is -EPIPE. With O_NONBLOCK what would wait
// is -EAGAIN, or ends with the bytes that went through; so does a wait that a kill ends (-EINTR).

#pragma once

#include "base/Base.h"
#include "objects/Object.h"

#define PIPE_BYTES 8192

// Makes both ends, one reference each. Flags: O_NONBLOCK counts, for both. 0 or -ENOMEM.
// Context: task.
INT CreatePipe(U32 Flags, Object **ReadEnd, Object **WriteEnd);
