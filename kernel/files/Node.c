#include "files/Node.h"

#include <stdatomic.h>

#include "abi/Errors.h"
#include "base/Assert.h"
#include "base/String.h"
#include "memory/Heap.h"
#include "time/WallClock.h"

// All entries of all directories, by directory and name: a directory may be large.
#define BUCKETS 1024
static Entry *Buckets[BUCKETS];

static Mutex TreeLock = MUTEX("the tree of files");
static _Atomic U32 LastNumber;

void LockTree(void) { AcquireMutex(&TreeLock); }
void UnlockTree(void) { ReleaseMutex(&TreeLock); }

I64 FileTime(void) { return WallClockNanoseconds(); }

Node *MakeNode(U32 Mode) {
    Node *Made = AllocateHeapZeroed(1, sizeof(Node));
    if (Made == NULL) return NULL;

    Made->References = 1;
    Made->Mode = Mode;
    Made->Number = atomic_fetch_add(&LastNumber, 1) + 1;
    Made->Modified = FileTime();
    Made->NextCookie = FIRST_COOKIE;
    Made->Lock = (Mutex)MUTEX("a file");
    return Made;
}

Node *ReferenceNode(Node *Shared) {
    atomic_fetch_add(&Shared->References, 1);
    return Shared;
}

// A loop, no recursion: each of many removed directories may be held by the one below it alone.
void ReleaseNode(Node *Released) {
    while (Released != NULL) {
        const U32 Before = atomic_fetch_sub(&Released->References, 1);

        if (Before > 1) return;
        ASSERT_THAT(Before == 1, "%u references", Before);
        ASSERT_THAT(Released->First == NULL, "node %llu", Released->Number);
        Node *Parent = Released->Parent;
        CutContents(&Released->Contents, 0);
        FreeHeap(Released);
        Released = Parent;
    }
}

// FNV-1a (Fowler, Noll, Vo).
static U32 HashOf(const Node *Directory, const char *Name, U32 Length) {
    U32 Hash = 0x811C9DC5 ^ (U32)Directory->Number;

    for (U32 Index = 0; Index < Length; ++Index) Hash = (Hash ^ (U8)Name[Index]) * 0x01000193;
    return Hash;
}

Entry *FindEntry(const Node *Directory, const char *Name, U32 Length) {
    const U32 Hash = HashOf(Directory, Name, Length);
    Entry *Found = Buckets[Hash % BUCKETS];

    while (Found != NULL && (Found->Hash != Hash || Found->Directory != Directory ||
                             memcmp(Found->Name, Name, Length) != 0 || Found->Name[Length] != 0)) {
        Found = Found->NextInBucket;
    }
    return Found;
}

Entry *MakeEntry(const Place *Named) {
    Entry *Made = AllocateHeapZeroed(1, sizeof(Entry) + Named->Length + 1);
    if (Made == NULL) return NULL;

    memcpy(Made->Name, Named->Name, Named->Length);
    Made->Directory = Named->Directory;
    Made->Hash = HashOf(Named->Directory, Named->Name, Named->Length);
    return Made;
}

void SetTarget(Entry *Changed, Node *Target) {
    Node *Directory = Changed->Directory;

    Changed->Target = Target;
    Directory->Modified = FileTime();
    if (!IsDirectory(Target)) {
        ++Target->Links;
        return;
    }
    Target->Links += 2;  // its own . is one
    ++Directory->Links;  // and its ..
    Target->Place = Changed;
    Node *Before = Target->Parent;
    Target->Parent = ReferenceNode(Directory);
    ReleaseNode(Before);  // not its last one: it is where a path has just led
}

Node *ClearTarget(Entry *Changed) {
    Node *Target = Changed->Target;

    Changed->Target = NULL;
    Changed->Directory->Modified = FileTime();
    if (IsDirectory(Target)) {
        Target->Links -= 2;
        Target->Place = NULL;
        --Changed->Directory->Links;
    } else {
        --Target->Links;
    }
    return Target;
}

void AttachEntry(Entry *Made, Node *Target) {
    Node *Directory = Made->Directory;
    Entry **Bucket = &Buckets[Made->Hash % BUCKETS];

    Made->Cookie = Directory->NextCookie++;
    Made->NextInBucket = *Bucket;
    *Bucket = Made;
    Made->Previous = Directory->Last;
    if (Directory->Last == NULL) Directory->First = Made;
    else Directory->Last->Next = Made;
    Directory->Last = Made;
    SetTarget(Made, Target);
}

Node *DetachEntry(Entry *Removed) {
    Node *Directory = Removed->Directory;
    Entry **Link = &Buckets[Removed->Hash % BUCKETS];
    Node *Target = ClearTarget(Removed);

    while (*Link != Removed) Link = &(*Link)->NextInBucket;
    *Link = Removed->NextInBucket;
    if (Removed->Previous == NULL) Directory->First = Removed->Next;
    else Removed->Previous->Next = Removed->Next;
    if (Removed->Next == NULL) Directory->Last = Removed->Previous;
    else Removed->Next->Previous = Removed->Previous;
    FreeHeap(Removed);
    return Target;
}
