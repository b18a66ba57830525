// HandleTable: the small numbers by which a process names objects. One table per process, shared by
// its threads; each used place holds a reference to its object.
//
// Context of all functions: task, not frozen, holding no mutex (an object may be destroyed). They
// don't wait. Handles are the caller's to choose: any number is safe, -EBADF is what comes of it.

#pragma once

#include "base/Base.h"
#include "objects/Object.h"

#define MAX_HANDLES 64

typedef struct HandleTable HandleTable;

// An empty one, or NULL: no memory.
HandleTable *CreateHandleTable(void) MUST_USE;

// One with the same objects under the same numbers (fork), or NULL: no memory.
HandleTable *CopyHandleTable(HandleTable *From) MUST_USE;

// Closes all and frees the table; nobody uses it any more. NULL is fine.
void DestroyHandleTable(HandleTable *Table);

// Closes those that were opened with CloseOnExec.
void CloseHandlesOnExec(HandleTable *Table);

// The lowest free handle, now Opened's, whose reference goes over from the caller to the table; or
// -EMFILE, and it stays the caller's.
INT OpenHandle(HandleTable *Table, Object *Opened, BOOL CloseOnExec);

// 0 or -EBADF. Whoever uses the object meanwhile goes on with the reference of GetHandle.
INT CloseHandle(HandleTable *Table, INT Handle);

// A new reference to the handle's object, or NULL if it is no handle.
Object *GetHandle(HandleTable *Table, INT Handle) MUST_USE;

// The lowest free handle, now for the same object and kept by exec (dup); -EBADF, -EMFILE.
INT DuplicateHandle(HandleTable *Table, INT Handle);

// To, which is closed first if it is open, unless it is Handle itself (dup2); -EBADF.
INT DuplicateHandleTo(HandleTable *Table, INT Handle, INT To);
