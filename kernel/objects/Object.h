// Object: what a handle of a process refers to: an open file, an end of a pipe, a message port, the
// terminal. Reference-counted; the last one to let go destroys it.
//
// One const table of functions for each type. A function that is NULL is refused with the error
// beside it. All of them work on kernel memory: whoever makes a system call copies from and to user
// memory, before or after, in pieces, and holds no lock while doing so.
//
// Context of all functions of a type: task, not frozen, holding no mutex, interrupts on; they may
// wait. A shielded task that is killed while it waits gets -EINTR. Results that are negative are
// errors of abi/Errors.h.

#pragma once

#include "abi/Types.h"
#include "base/Base.h"

typedef struct Object Object;

typedef struct {
    const char *Name;  // for people: "file", "pipe"

    // Up to Bytes bytes, at the object's own position if it has one; fewer if no more are there
    // now, but never none unless this is the end or Bytes is 0. NULL: -EBADF.
    INT (*Read)(Object *Self, void *Buffer, SIZE Bytes);
    INT (*Write)(Object *Self, const void *Buffer, SIZE Bytes);

    // *Offset is what Whence says it is counted from, and then the new position. NULL: -ESPIPE.
    INT (*Seek)(Object *Self, I64 *Offset, U32 Whence);

    // ReadDirectory fills a Buffer aligned to 8 with DirectoryEntry records.
    INT (*GetStatus)(Object *Self, FileStatus *Status);             // NULL: -EBADF
    INT (*ReadDirectory)(Object *Self, void *Buffer, SIZE Bytes);   // NULL: -ENOTDIR
    INT (*Truncate)(Object *Self, U64 Bytes);                       // NULL: -EINVAL
    INT (*SetForeground)(Object *Self, U32 Group);                  // NULL: -ENOTTY

    // Frees it; nobody refers to it any more.
    void (*Destroy)(Object *Self);
} ObjectType;

// Embedded at the start of each kind of object.
struct Object {
    const ObjectType *Type;  // [i]
    _Atomic U32 References;  // [a]
};

// Makes an object with one reference, the caller's. Context: any.
void InitializeObject(Object *Made, const ObjectType *Type);

// Adds a reference and returns Shared. Context: any; the caller holds one, or a lock that keeps the
// object from going away.
Object *ReferenceObject(Object *Shared);

// The same for who only holds a lock without which the object cannot be freed: NULL if its last
// reference is gone, and it is about to be destroyed. Context: any.
Object *TryReferenceObject(Object *Shared) MUST_USE;

// Gives one back; NULL is fine. The last one destroys the object. Context: task, as above.
void ReleaseObject(Object *Released);

// What the type says, or its error where the type has no such function. Context: as above.
INT ReadObject(Object *From, void *Buffer, SIZE Bytes);
INT WriteObject(Object *To, const void *Buffer, SIZE Bytes);
INT SeekObject(Object *Moved, I64 *Offset, U32 Whence);
INT GetObjectStatus(Object *Asked, FileStatus *Status);
INT ReadObjectDirectory(Object *From, void *Buffer, SIZE Bytes);
INT TruncateObject(Object *Cut, U64 Bytes);
