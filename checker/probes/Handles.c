// What objects/ promises: references, and the handles by which a process names objects.

#include "abi/Errors.h"
#include "memory/Heap.h"
#include "objects/HandleTable.h"
#include "probe/Probe.h"

static U32 Destroyed;

static void CountDestroyed(Object *Self) {
    (void)Self;
    ++Destroyed;
}

static const ObjectType CountedType = {.Name = "probe", .Destroy = CountDestroyed};

// A table with Count fresh objects, as many as there are, in it.
static HandleTable *MakeTable(Object *Objects, U32 Count) {
    HandleTable *Table = CreateHandleTable();

    Destroyed = 0;
    if (!PROBE_EXPECT(Table != NULL, "no table")) return NULL;
    for (U32 Index = 0; Index < Count; ++Index) {
        InitializeObject(&Objects[Index], &CountedType);
        PROBE_EQUAL(Index, OpenHandle(Table, &Objects[Index], FALSE), "handle");
    }
    return Table;
}

PROBE(HandlesAreTheLowestThatAreFree, "a new handle is the lowest free one") {
    Object Objects[4], Another;
    HandleTable *Table = MakeTable(Objects, 4);

    InitializeObject(&Another, &CountedType);
    PROBE_EQUAL(0, CloseHandle(Table, 1), "result of a close");
    PROBE_EQUAL(1, Destroyed, "destroyed objects");
    PROBE_EQUAL(0, CloseHandle(Table, 2), "result of a close");
    PROBE_EQUAL(1, DuplicateHandle(Table, 3), "duplicate");
    PROBE_EQUAL(2, OpenHandle(Table, &Another, FALSE), "handle");
    PROBE_EQUAL(4, DuplicateHandle(Table, 0), "duplicate");
    DestroyHandleTable(Table);
    PROBE_EQUAL(5, Destroyed, "destroyed objects");
}

PROBE(BadHandlesAreRefused, "any number that is no handle is -EBADF and changes nothing") {
    const INT Most = (INT)(~0UL >> 1);
    const INT Bad[] = {-1, 1, MAX_HANDLES, MAX_HANDLES + 1, Most, -Most - 1};
    Object Objects[1];
    HandleTable *Table = MakeTable(Objects, 1);

    for (U32 Index = 0; Index < ARRAY_COUNT(Bad); ++Index) {
        PROBE_EQUAL(-EBADF, CloseHandle(Table, Bad[Index]), "close");
        PROBE_EQUAL(-EBADF, DuplicateHandle(Table, Bad[Index]), "dup");
        PROBE_EQUAL(-EBADF, DuplicateHandleTo(Table, Bad[Index], 0), "dup2 of none");
        PROBE_EQUAL(-EBADF, DuplicateHandleTo(Table, Bad[Index], Bad[Index]), "dup2 to itself");
        if (Bad[Index] != 1) PROBE_EQUAL(-EBADF, DuplicateHandleTo(Table, 0, Bad[Index]), "dup2");
        PROBE_EXPECT(GetHandle(Table, Bad[Index]) == NULL, "an object at %ld", Bad[Index]);
    }
    PROBE_EQUAL(1, Objects[0].References, "references");
    DestroyHandleTable(Table);
}

PROBE(AFullTableOfHandlesIsAnError, "-EMFILE, and the reference stays the caller's") {
    Object Shared;
    HandleTable *Table = MakeTable(&Shared, 1);

    for (U32 Count = 1; Count < MAX_HANDLES; ++Count) {
        PROBE_EQUAL(Count, DuplicateHandle(Table, 0), "duplicate");
    }
    PROBE_EQUAL(-EMFILE, DuplicateHandle(Table, 0), "dup");
    PROBE_EQUAL(-EMFILE, OpenHandle(Table, ReferenceObject(&Shared), FALSE), "open");
    PROBE_EQUAL(MAX_HANDLES + 1, Shared.References, "references");
    ReleaseObject(&Shared);
    DestroyHandleTable(Table);
    PROBE_EQUAL(1, Destroyed, "destroyed objects");
}

PROBE(DuplicateToReplaces, "dup2 closes what was there, and does nothing onto itself") {
    Object Objects[2];
    HandleTable *Table = MakeTable(Objects, 2);

    PROBE_EQUAL(0, DuplicateHandleTo(Table, 0, 0), "dup2 onto itself");
    PROBE_EQUAL(1, Objects[0].References, "references after it");
    PROBE_EQUAL(1, DuplicateHandleTo(Table, 0, 1), "dup2");
    PROBE_EQUAL(1, Destroyed, "destroyed objects");
    PROBE_EQUAL(63, DuplicateHandleTo(Table, 1, 63), "dup2 to the last one");
    PROBE_EQUAL(3, Objects[0].References, "references");
    DestroyHandleTable(Table);
    PROBE_EQUAL(2, Destroyed, "destroyed objects");
}

PROBE(CopiedHandlesAreIndependent, "fork's copy has the same numbers and a life of its own") {
    const U32 Blocks = GetHeapCounts().Blocks;
    Object Objects[3];
    HandleTable *Table = MakeTable(Objects, 3);

    CloseHandle(Table, 1);
    HandleTable *Copy = CopyHandleTable(Table);
    if (!PROBE_EXPECT(Copy != NULL, "no copy")) return;
    PROBE_EQUAL(2, Objects[2].References, "references");
    PROBE_EQUAL(-EBADF, CloseHandle(Copy, 1), "close of what was closed before");
    PROBE_EQUAL(0, CloseHandle(Table, 2), "close");
    Object *Found = GetHandle(Copy, 2);
    PROBE_EXPECT(Found == &Objects[2], "%p instead of %p", (void *)Found, (void *)&Objects[2]);
    ReleaseObject(Found);
    DestroyHandleTable(Table);
    PROBE_EQUAL(1, Destroyed, "destroyed objects");
    DestroyHandleTable(Copy);
    DestroyHandleTable(NULL);
    PROBE_EQUAL(3, Destroyed, "destroyed objects");
    PROBE_EQUAL(Blocks, GetHeapCounts().Blocks, "heap blocks");
}

PROBE(ExecClosesWhatItWasTold, "close-on-exec goes with the handle: copied by fork, not by dup") {
    Object Objects[2];
    HandleTable *Table = MakeTable(Objects, 1);

    InitializeObject(&Objects[1], &CountedType);
    PROBE_EQUAL(1, OpenHandle(Table, &Objects[1], TRUE), "handle");
    PROBE_EQUAL(2, DuplicateHandle(Table, 1), "duplicate");
    HandleTable *Copy = CopyHandleTable(Table);
    CloseHandlesOnExec(Copy);
    PROBE_EQUAL(-EBADF, CloseHandle(Copy, 1), "close after exec");
    PROBE_EQUAL(0, CloseHandle(Copy, 0), "close of a handle that was to be kept");
    PROBE_EQUAL(0, CloseHandle(Copy, 2), "close of the duplicate");
    PROBE_EQUAL(0, CloseHandle(Table, 1), "close in the other table");
    // The place is used again, by something that is to be kept.
    PROBE_EQUAL(1, DuplicateHandle(Table, 0), "duplicate");
    CloseHandlesOnExec(Table);
    PROBE_EQUAL(0, CloseHandle(Table, 1), "close of what took the place");
    // dup2 makes a handle that is kept, except of itself, where it changes nothing.
    PROBE_EQUAL(1, OpenHandle(Table, GetHandle(Table, 0), TRUE), "handle");
    PROBE_EQUAL(3, OpenHandle(Table, GetHandle(Table, 0), TRUE), "handle");
    PROBE_EQUAL(1, DuplicateHandleTo(Table, 2, 1), "dup2");
    PROBE_EQUAL(3, DuplicateHandleTo(Table, 3, 3), "dup2 onto itself");
    CloseHandlesOnExec(Table);
    PROBE_EQUAL(0, CloseHandle(Table, 1), "close of what dup2 made");
    PROBE_EQUAL(-EBADF, CloseHandle(Table, 3), "close after exec");
    DestroyHandleTable(Copy);
    DestroyHandleTable(Table);
    PROBE_EQUAL(2, Destroyed, "destroyed objects");
}

PROBE(AClosedHandleLeavesItsUserTheObject, "a reference of GetHandle outlives the handle") {
    Object Used;
    HandleTable *Table = MakeTable(&Used, 1);
    Object *Found = GetHandle(Table, 0);

    CloseHandle(Table, 0);
    PROBE_EQUAL(0, Destroyed, "destroyed objects");
    DestroyHandleTable(Table);
    ReleaseObject(Found);
    PROBE_EQUAL(1, Destroyed, "destroyed objects");
    PROBE_EXPECT(TryReferenceObject(&Used) == NULL, "a reference to what is gone");
    PROBE_EQUAL(0, Used.References, "references");
}

PROBE(AnObjectRefusesWhatItsTypeLacks, "each missing function has its error") {
    Object Bare;
    I64 Offset = 0;
    FileStatus Status;

    InitializeObject(&Bare, &CountedType);
    PROBE_EQUAL(-EBADF, ReadObject(&Bare, &Offset, 1), "read");
    PROBE_EQUAL(-EBADF, WriteObject(&Bare, &Offset, 1), "write");
    PROBE_EQUAL(-ESPIPE, SeekObject(&Bare, &Offset, SEEK_SET), "seek");
    PROBE_EQUAL(-EBADF, GetObjectStatus(&Bare, &Status), "status");
    PROBE_EQUAL(-ENOTDIR, ReadObjectDirectory(&Bare, &Offset, 1), "directory");
    PROBE_EQUAL(-EINVAL, TruncateObject(&Bare, 0), "truncate");
}
