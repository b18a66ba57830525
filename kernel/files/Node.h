// Node: what the files of this folder share: the tree and what it is made of.
//
// Two kinds of locks, taken in this order: the tree's (LockTree), for names, directories and link
// counts; a node's own, for the contents of a file. The position of an open file is under the lock
// of what it is a position in. Devices are opened, views written and large files freed under none.

#pragma once

#include "files/Files.h"
#include "tasks/Mutex.h"

// The pages of a file, under the lock of its node.
typedef struct {
    void *Root;  // Height 0: the page; else a table of trees of Height - 1. NULL: a hole
    U32 Height;
    U32 Frames;  // pages and tables
} Contents;

void ReadContents(const Contents *From, U64 Offset, void *Buffer, SIZE Bytes);
SIZE WriteContents(Contents *To, U64 Offset, const void *Buffer, SIZE Bytes);  // how many fitted
void CutContents(Contents *Cut, U64 Bytes);  // what lies behind is a hole

// A name in a directory. All of it is under the tree's lock.
typedef struct Entry {
    struct Entry *NextInBucket;
    struct Entry *Previous, *Next;  // in Directory, by Cookie
    Node *Directory;
    Node *Target;  // a reference
    U64 Cookie;    // counts up in the directory from FIRST_COOKIE, never used twice: its position
    U32 Hash;
    char Name[];
} Entry;

#define FIRST_COOKIE 2  // after . and ..

// [i] immutable; [a] atomic; [t] under the tree's lock; [l] under Lock, of directories under the
// tree's. What a kind has no use for is zero.
struct Node {
    _Atomic U32 References;           // [a] entries, open files, current directories, children
    U32 Mode;                         // [i] S_IF... and permissions
    BOOL IsFixed;                     // [i] a directory that only the kernel changes
    U64 Number;                       // [i]
    U32 Links;                        // [t] 0: it has no name
    I64 Modified;                     // [l] nanoseconds since 1970, UTC
    Node *Parent;                     // [t] of a directory: a reference, kept when it is removed
    Entry *Place;                     // [t] of a directory: its entry in Parent, if it has one
    Entry *First, *Last;              // [t] of a directory
    U64 NextCookie;                   // [t] of a directory
    Mutex Lock;                       // of a file, as the next two
    U64 Size;                         // [l] bytes; what the pages hold behind it is zeros
    Contents Contents;                // [l]
    OpenDevice Open;                  // [i] of a device
    void (*Write)(TextWriter *Text);  // [i] of a view
};

static inline BOOL IsDirectory(const Node *Asked) { return (Asked->Mode & S_IFMT) == S_IFDIR; }

// What time stamps are set to.
I64 FileTime(void);

// A node with one reference and no link, or NULL: no memory.
Node *MakeNode(U32 Mode) MUST_USE;

void LockTree(void);
void UnlockTree(void);

// --- Under the tree's lock, which keeps alive whatever these mention ----------------------------

// Where a path leads.
typedef struct {
    Node *Directory;
    const char *Name;  // in the path, Length characters; nothing if the path is "/"
    U32 Length;
    BOOL EndsInSlash;  // only a directory will do
    Entry *Entry;      // NULL: there is none, or the name is a special one
    Node *Target;      // NULL: there is none
} Place;

INT FindPlace(Node *From, const char *Path, Place *Found);  // only the last name may be missing
INT FindNode(Node *From, const char *Path, Node **Found);   // nothing may

// Whether the name is one that every directory has: nothing, . and ..
BOOL IsSpecial(const Place *Asked);

// 0, or why programs may not change what is in the directory.
INT CheckChangeable(const Node *Directory);

// Makes Target, whose reference goes over to the tree, what that name means. 0 or -ENOMEM.
INT AddEntry(const Place *To, Node *Target);

// The parts of that, for rename. The entry of that name, or NULL; a new one, in no directory yet,
// or NULL: no memory; put into its directory; taken out again and freed.
Entry *FindEntry(const Node *Directory, const char *Name, U32 Length);
Entry *MakeEntry(const Place *Named) MUST_USE;
void AttachEntry(Entry *Made, Node *Target);
Node *DetachEntry(Entry *Removed) MUST_USE;

// Changes what an entry means, and the counts of links with it. The reference is the caller's.
void SetTarget(Entry *Changed, Node *Target);
Node *ClearTarget(Entry *Changed) MUST_USE;

// --- Under no lock -------------------------------------------------------------------------------

// Puts a device or view, or NULL, in a directory that programs can't change; takes the reference.
INT AddFixedNode(const char *Directory, const char *Name, Node *Added);

void SetRoot(Node *Directory);
void AddStandardDevices(void);
void FillStatus(Node *Asked, FileStatus *Status);
void TruncateNode(Node *Cut, U64 Bytes);

// An object that reads and writes Target, of which it takes a reference. 0 or -ENOMEM.
INT MakeFileObject(Node *Target, U32 Flags, Object **Made);
INT OpenView(const Node *View, U32 Flags, Object **Opened);
