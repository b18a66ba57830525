// Opening by a path, and the tree that there is at boot.

#include "files/Files.h"

#include "abi/Errors.h"
#include "base/Panic.h"
#include "base/String.h"
#include "files/Node.h"

#define OWNER_READS 0400
#define OWNER_WRITES 0200

static INT CheckOpen(const Node *Found, U32 Flags) {
    const U32 Access = Flags & O_ACCMODE;

    if ((Flags & O_CREAT) && (Flags & O_EXCL)) return -EEXIST;
    if (IsDirectory(Found)) {
        if (Access != O_RDONLY || (Flags & (O_CREAT | O_TRUNC))) return -EISDIR;
    } else if (Flags & O_DIRECTORY) {
        return -ENOTDIR;
    }
    if (Access != O_WRONLY && !(Found->Mode & OWNER_READS)) return -EACCES;
    if (Access != O_RDONLY && !(Found->Mode & OWNER_WRITES)) return -EACCES;
    return 0;
}

static INT OpenNode(Node *Found, U32 Flags, Object **Opened) {
    const BOOL Cuts = (Flags & O_TRUNC) && (Flags & O_ACCMODE) != O_RDONLY;

    if (Found->Open != NULL) return Found->Open(Flags, Opened);
    if (Found->Write != NULL) return OpenView(Found, Flags, Opened);
    const INT Result = MakeFileObject(Found, Flags, Opened);
    if (Result == 0 && Cuts) TruncateNode(Found, 0);
    return Result;
}

// A new file, opened: the object comes first, so that no file stays behind which could not be.
static INT MakeFile(const Place *New, U32 Flags, U32 Mode, Object **Opened) {
    INT Result = New->EndsInSlash ? -EISDIR : CheckChangeable(New->Directory);
    if (Result < 0) return Result;
    Node *Made = MakeNode(S_IFREG | (Mode & 0777));
    if (Made == NULL) return -ENOMEM;

    Object *Handed = NULL;
    Result = MakeFileObject(Made, Flags, &Handed);
    if (Result == 0) Result = AddEntry(New, Made);
    if (Result == 0) {
        *Opened = Handed;
        return 0;
    }
    ReleaseObject(Handed);
    ReleaseNode(Made);
    return Result;
}

INT OpenFile(Node *Directory, const char *Path, U32 Flags, U32 Mode, Object **Opened) {
    Place There;
    Node *Existing = NULL;

    if ((Flags & O_ACCMODE) == O_ACCMODE) return -EINVAL;
    if ((Flags & O_CREAT) && (Flags & O_DIRECTORY)) return -EINVAL;
    LockTree();
    INT Result = FindPlace(Directory, Path, &There);
    if (Result == 0 && There.Target != NULL) {
        Result = CheckOpen(There.Target, Flags);
        if (Result == 0) Existing = ReferenceNode(There.Target);
    } else if (Result == 0) {
        Result = Flags & O_CREAT ? MakeFile(&There, Flags, Mode, Opened) : -ENOENT;
    }
    UnlockTree();
    if (Existing != NULL) Result = OpenNode(Existing, Flags, Opened);
    ReleaseNode(Existing);
    return Result;
}

INT GetFileStatus(Node *Directory, const char *Path, FileStatus *Status) {
    Node *Found;

    LockTree();
    const INT Result = FindNode(Directory, Path, &Found);
    if (Result == 0) ReferenceNode(Found);
    UnlockTree();
    if (Result < 0) return Result;
    FillStatus(Found, Status);
    ReleaseNode(Found);
    return 0;
}

static INT FindFixedPlace(const char *Directory, const char *Name, Place *Found) {
    Node *Fixed;
    INT Result = FindNode(NULL, Directory, &Fixed);

    if (Result == 0) Result = FindPlace(Fixed, Name, Found);
    if (Result < 0) return Result;
    if (Found->Directory != Fixed || IsSpecial(Found) || Found->EndsInSlash) return -EINVAL;
    return Found->Target != NULL ? -EEXIST : 0;
}

INT AddFixedNode(const char *Directory, const char *Name, Node *Added) {
    Place New;
    if (Added == NULL) return -ENOMEM;

    LockTree();
    INT Result = FindFixedPlace(Directory, Name, &New);
    if (Result == 0) Result = AddEntry(&New, Added);
    UnlockTree();
    if (Result < 0) ReleaseNode(Added);
    return Result;
}

static void MakeFixedDirectory(Node *Parent, const char *Name) {
    const Place New = {.Directory = Parent, .Name = Name, .Length = (U32)StringLength(Name)};
    Node *Made = MakeNode(S_IFDIR | 0555);

    if (Made == NULL || AddEntry(&New, Made) < 0) Panic("files: no memory for /%s", Name);
    Made->IsFixed = TRUE;
}

void InitializeFiles(void) {
    Node *Root = MakeNode(S_IFDIR | 0755);

    if (Root == NULL) Panic("files: no memory for a root");
    Root->Links = 2;
    SetRoot(Root);
    LockTree();
    MakeFixedDirectory(Root, "dev");
    MakeFixedDirectory(Root, "system");
    UnlockTree();
    AddStandardDevices();
}
