#include "objects/HandleTable.h"

#include "abi/Errors.h"
#include "base/Assert.h"
#include "memory/Heap.h"
#include "sync/Freeze.h"

typedef struct {
    Object *Object;  // NULL: the handle is free
    BOOL CloseOnExec;
} Place;

// Places are read and changed frozen, for some instructions; objects are released after that.
struct HandleTable {
    Place Places[MAX_HANDLES];
};

static BOOL IsInRange(INT Handle) { return Handle >= 0 && Handle < MAX_HANDLES; }

HandleTable *CreateHandleTable(void) { return AllocateHeapZeroed(1, sizeof(HandleTable)); }

HandleTable *CopyHandleTable(HandleTable *From) {
    HandleTable *Copy = CreateHandleTable();
    if (Copy == NULL) return NULL;

    Freeze();
    for (U32 Handle = 0; Handle < MAX_HANDLES; ++Handle) {
        if (From->Places[Handle].Object == NULL) continue;
        Copy->Places[Handle] = From->Places[Handle];
        ReferenceObject(Copy->Places[Handle].Object);
    }
    Unfreeze();
    return Copy;
}

// Puts Opened (NULL: nothing) in a place and returns what was there, for the caller to release.
static Object *ExchangeObject(HandleTable *Table, INT Handle, Object *Opened) {
    Freeze();
    Object *Before = Table->Places[Handle].Object;
    Table->Places[Handle] = (Place){.Object = Opened};
    Unfreeze();
    return Before;
}

void DestroyHandleTable(HandleTable *Table) {
    if (Table == NULL) return;
    for (INT Handle = 0; Handle < MAX_HANDLES; ++Handle) {
        ReleaseObject(ExchangeObject(Table, Handle, NULL));
    }
    FreeHeap(Table);
}

void CloseHandlesOnExec(HandleTable *Table) {
    for (INT Handle = 0; Handle < MAX_HANDLES; ++Handle) {
        if (!Table->Places[Handle].CloseOnExec) continue;
        ReleaseObject(ExchangeObject(Table, Handle, NULL));
    }
}

INT OpenHandle(HandleTable *Table, Object *Opened, BOOL CloseOnExec) {
    INT Result = -EMFILE;

    ASSERT(Opened != NULL);
    Freeze();
    for (INT Handle = 0; Handle < MAX_HANDLES && Result < 0; ++Handle) {
        if (Table->Places[Handle].Object != NULL) continue;
        Table->Places[Handle] = (Place){Opened, CloseOnExec};
        Result = Handle;
    }
    Unfreeze();
    return Result;
}

INT CloseHandle(HandleTable *Table, INT Handle) {
    Object *Closed = IsInRange(Handle) ? ExchangeObject(Table, Handle, NULL) : NULL;

    if (Closed == NULL) return -EBADF;
    ReleaseObject(Closed);
    return 0;
}

Object *GetHandle(HandleTable *Table, INT Handle) {
    if (!IsInRange(Handle)) return NULL;

    Freeze();
    Object *Found = Table->Places[Handle].Object;
    if (Found != NULL) ReferenceObject(Found);
    Unfreeze();
    return Found;
}

INT DuplicateHandle(HandleTable *Table, INT Handle) {
    Object *Shared = GetHandle(Table, Handle);
    if (Shared == NULL) return -EBADF;

    const INT Result = OpenHandle(Table, Shared, FALSE);
    if (Result < 0) ReleaseObject(Shared);
    return Result;
}

INT DuplicateHandleTo(HandleTable *Table, INT Handle, INT To) {
    Object *Shared = IsInRange(To) ? GetHandle(Table, Handle) : NULL;
    if (Shared == NULL) return -EBADF;

    // What is left to release: the old object of To, or the reference that was not needed.
    ReleaseObject(Handle == To ? Shared : ExchangeObject(Table, To, Shared));
    return To;
}
