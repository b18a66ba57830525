#include "abi/Errors.h"
#include "base/String.h"
#include "files/Node.h"

static Node *Root;

Node *RootDirectory(void) { return ReferenceNode(Root); }

void SetRoot(Node *Directory) { Root = Directory; }

static BOOL IsDot(const Place *Asked) { return Asked->Length == 1 && Asked->Name[0] == '.'; }

static BOOL IsDotDot(const Place *Asked) {
    return Asked->Length == 2 && Asked->Name[0] == '.' && Asked->Name[1] == '.';
}

BOOL IsSpecial(const Place *Asked) {
    return Asked->Length == 0 || IsDot(Asked) || IsDotDot(Asked);
}

static void LookUp(Place *Asked) {
    Node *Parent = Asked->Directory->Parent;

    Asked->Entry = NULL;
    if (!IsSpecial(Asked)) {
        Asked->Entry = FindEntry(Asked->Directory, Asked->Name, Asked->Length);
        Asked->Target = Asked->Entry == NULL ? NULL : Asked->Entry->Target;
    } else {
        Asked->Target = IsDotDot(Asked) && Parent != NULL ? Parent : Asked->Directory;
    }
}

static const char *SkipSlashes(const char *Path) {
    while (*Path == '/') ++Path;
    return Path;
}

INT FindPlace(Node *From, const char *Path, Place *Found) {
    if (*Path == 0) return -ENOENT;
    if (StringLength(Path) >= PATH_MAX) return -ENAMETOOLONG;
    Found->Target = *Path == '/' ? Root : From;
    Path = SkipSlashes(Path);
    do {
        if (Found->Target == NULL) return -ENOENT;
        if (!IsDirectory(Found->Target)) return -ENOTDIR;
        const char *End = Path;
        while (*End != 0 && *End != '/') ++End;
        if (End - Path > NAME_MAX) return -ENAMETOOLONG;
        Found->Directory = Found->Target;
        Found->Name = Path;
        Found->Length = (U32)(End - Path);
        Found->EndsInSlash = *End == '/';
        LookUp(Found);
        Path = SkipSlashes(End);
    } while (*Path != 0);
    if (Found->EndsInSlash && Found->Target != NULL && !IsDirectory(Found->Target)) return -ENOTDIR;
    return 0;
}

INT FindNode(Node *From, const char *Path, Node **Found) {
    Place There;
    const INT Result = FindPlace(From, Path, &There);

    if (Result < 0) return Result;
    if (There.Target == NULL) return -ENOENT;
    *Found = There.Target;
    return 0;
}

INT ChangeDirectory(Node **Directory, const char *Path) {
    Node *Before = *Directory;
    Node *Found;

    LockTree();
    INT Result = FindNode(Before, Path, &Found);
    if (Result == 0 && !IsDirectory(Found)) Result = -ENOTDIR;
    if (Result == 0) *Directory = ReferenceNode(Found);
    UnlockTree();
    if (Result == 0) ReleaseNode(Before);
    return Result;
}

// Written from its end: *Start moves to the front. Context: the tree's lock.
static INT WritePath(const Node *Directory, char *Buffer, SIZE *Start) {
    for (; Directory->Place != NULL; Directory = Directory->Parent) {
        const SIZE Length = StringLength(Directory->Place->Name);

        if (*Start < Length + 1) return -ERANGE;
        *Start -= Length + 1;
        Buffer[*Start] = '/';
        memcpy(Buffer + *Start + 1, Directory->Place->Name, Length);
    }
    return Directory == Root ? 0 : -ENOENT;
}

INT PathOfDirectory(Node *Directory, char *Buffer, SIZE Bytes) {
    SIZE Start = Bytes - 1;
    if (Bytes < sizeof("/")) return -ERANGE;

    Buffer[Start] = 0;
    LockTree();
    const INT Result = WritePath(Directory, Buffer, &Start);
    UnlockTree();
    if (Result < 0) return Result;
    if (Start == Bytes - 1) Buffer[--Start] = '/';
    memmove(Buffer, Buffer + Start, Bytes - Start);
    return (INT)(Bytes - Start);
}
