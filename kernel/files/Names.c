#include "abi/Errors.h"
#include "base/Assert.h"
#include "files/Node.h"

INT CheckChangeable(const Node *Directory) {
    if (Directory->IsFixed) return -EROFS;
    return Directory->Links == 0 ? -ENOENT : 0;
}

static INT FindNewPlace(Node *From, const char *Path, Place *Found) {
    const INT Result = FindPlace(From, Path, Found);

    if (Result < 0) return Result;
    if (Found->Target != NULL) return -EEXIST;
    return CheckChangeable(Found->Directory);
}

// The place of something that can be taken away. Special: the error for . and .. and the like.
static INT FindOldPlace(Node *From, const char *Path, INT Special, Place *Found) {
    const INT Result = FindPlace(From, Path, Found);

    if (Result < 0) return Result;
    if (Found->Length == 0) return -EBUSY;  // the root
    if (IsSpecial(Found)) return Special;
    if (Found->Target == NULL) return -ENOENT;
    return CheckChangeable(Found->Directory);
}

INT AddEntry(const Place *To, Node *Target) {
    Entry *Made = MakeEntry(To);

    if (Made == NULL) return -ENOMEM;
    AttachEntry(Made, Target);
    return 0;
}

static INT Link(Node *Directory, const char *Existing, const char *New) {
    Node *Target;
    Place To;
    INT Result = FindNode(Directory, Existing, &Target);

    if (Result == 0) Result = FindNewPlace(Directory, New, &To);
    if (Result < 0) return Result;
    if (IsDirectory(Target)) return -EPERM;
    if (To.EndsInSlash) return -ENOENT;
    Result = AddEntry(&To, Target);
    if (Result == 0) ReferenceNode(Target);
    return Result;
}

INT LinkFile(Node *Directory, const char *Existing, const char *New) {
    LockTree();
    const INT Result = Link(Directory, Existing, New);
    UnlockTree();
    return Result;
}

INT UnlinkFile(Node *Directory, const char *Path) {
    Place Old;
    Node *Gone = NULL;

    LockTree();
    INT Result = FindOldPlace(Directory, Path, -EISDIR, &Old);
    if (Result == 0 && IsDirectory(Old.Target)) Result = -EISDIR;
    if (Result == 0) Gone = DetachEntry(Old.Entry);
    UnlockTree();
    ReleaseNode(Gone);
    return Result;
}

INT MakeDirectory(Node *Directory, const char *Path, U32 Mode) {
    Place New;
    Node *Made = MakeNode(S_IFDIR | (Mode & 0777));
    if (Made == NULL) return -ENOMEM;

    LockTree();
    INT Result = FindNewPlace(Directory, Path, &New);
    if (Result == 0) Result = AddEntry(&New, Made);
    UnlockTree();
    if (Result < 0) ReleaseNode(Made);
    return Result;
}

static INT CheckRemovable(const Node *Directory) {
    if (!IsDirectory(Directory)) return -ENOTDIR;
    if (Directory->IsFixed) return -EBUSY;
    return Directory->First != NULL ? -ENOTEMPTY : 0;
}

INT RemoveDirectory(Node *Directory, const char *Path) {
    Place Old;
    Node *Gone = NULL;

    LockTree();
    INT Result = FindOldPlace(Directory, Path, -EINVAL, &Old);
    if (Result == -EINVAL && Old.Length > 1) Result = -ENOTEMPTY;  // a .. has what led to it
    if (Result == 0) Result = CheckRemovable(Old.Target);
    if (Result == 0) Gone = DetachEntry(Old.Entry);
    UnlockTree();
    ReleaseNode(Gone);
    return Result;
}

static BOOL IsInside(const Node *Directory, const Node *Outer) {
    while (Directory != NULL && Directory != Outer) Directory = Directory->Parent;
    return Directory == Outer;
}

// POSIX, rename().
static INT CheckRename(const Place *Old, const Place *New) {
    const BOOL MovesDirectory = IsDirectory(Old->Target);

    if (New->Length == 0 || Old->Target->IsFixed) return -EBUSY;
    if (IsSpecial(New)) return -EINVAL;
    if (New->EndsInSlash && !MovesDirectory) return -ENOTDIR;
    if (MovesDirectory && IsInside(New->Directory, Old->Target)) return -EINVAL;
    const INT Result = CheckChangeable(New->Directory);
    if (Result < 0 || New->Target == NULL || New->Target == Old->Target) return Result;
    if (MovesDirectory) return CheckRemovable(New->Target);
    return IsDirectory(New->Target) ? -EISDIR : 0;
}

static INT Rename(const Place *Old, const Place *New, Node **Gone) {
    if (New->Target == Old->Target) return 0;  // two links to one file: POSIX leaves both
    Entry *To = New->Entry != NULL ? New->Entry : MakeEntry(New);
    if (To == NULL) return -ENOMEM;

    Node *Moved = DetachEntry(Old->Entry);
    if (New->Entry == NULL) {
        AttachEntry(To, Moved);
    } else {
        *Gone = ClearTarget(To);
        SetTarget(To, Moved);
    }
    return 0;
}

INT RenameFile(Node *Directory, const char *Old, const char *New) {
    Place From, To;
    Node *Gone = NULL;

    LockTree();
    INT Result = FindOldPlace(Directory, Old, -EINVAL, &From);
    if (Result == 0) Result = FindPlace(Directory, New, &To);
    if (Result == 0) Result = CheckRename(&From, &To);
    if (Result == 0) Result = Rename(&From, &To, &Gone);
    UnlockTree();
    ReleaseNode(Gone);
    return Result;
}
