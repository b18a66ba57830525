// Unpacking an archive into the tree.

#include "abi/Errors.h"
#include "base/Log.h"
#include "base/String.h"
#include "files/Archive.h"
#include "files/Files.h"

// Makes the directories on the way to Name, as far as they are missing.
static INT MakeParents(Node *Root, const char *Name) {
    char Parent[ARCHIVE_NAME_BYTES];

    for (U32 Length = 0; Name[Length] != 0; ++Length) {
        if (Length == 0 || Name[Length] != '/' || Name[Length + 1] == 0) continue;
        CopyString(Parent, Length + 1, Name);
        const INT Result = MakeDirectory(Root, Parent, 0755);
        if (Result < 0 && Result != -EEXIST) return Result;
    }
    return 0;
}

static INT UnpackFile(Node *Root, const ArchiveEntry *Entry) {
    Object *Made;
    INT Result = OpenFile(Root, Entry->Name, O_WRONLY | O_CREAT | O_EXCL, Entry->Mode, &Made);
    if (Result < 0) return Result;

    Result = WriteObject(Made, Entry->Data, Entry->Bytes);
    ReleaseObject(Made);
    if (Result == (INT)Entry->Bytes) return 0;
    UnlinkFile(Root, Entry->Name);
    return -ENOSPC;
}

static INT UnpackDirectory(Node *Root, const ArchiveEntry *Entry) {
    FileStatus Status;
    const INT Result = MakeDirectory(Root, Entry->Name, Entry->Mode);

    if (Result != -EEXIST || GetFileStatus(Root, Entry->Name, &Status) < 0) return Result;
    return (Status.Mode & S_IFMT) == S_IFDIR ? 0 : Result;
}

// Of entries of one name the last one counts, but a directory stays one, and so does a file of
// which the entry says that it is a link to itself.
static INT UnpackEntry(Node *Root, const ArchiveEntry *Entry) {
    FileStatus Existing, Before;
    INT Result = MakeParents(Root, Entry->Name);

    if (Result < 0) return Result;
    if (Entry->Kind == ARCHIVE_DIRECTORY) return UnpackDirectory(Root, Entry);
    if (Entry->Kind == ARCHIVE_LINK) Result = GetFileStatus(Root, Entry->Existing, &Existing);
    if (Result < 0) return Result;
    if (GetFileStatus(Root, Entry->Name, &Before) == 0) {
        if (Entry->Kind == ARCHIVE_LINK && Before.Inode == Existing.Inode) return 0;
        Result = UnlinkFile(Root, Entry->Name);
        if (Result < 0) return Result;
    }
    if (Entry->Kind == ARCHIVE_LINK) return LinkFile(Root, Entry->Existing, Entry->Name);
    return UnpackFile(Root, Entry);
}

BOOL UnpackArchive(const void *Archive, SIZE Bytes) {
    ArchiveReader Reader = {.Bytes = Archive, .Size = Bytes};
    ArchiveEntry Entry;
    const char *Problem;
    ArchiveResult Result;
    Node *Root = RootDirectory();
    BOOL AllGood = TRUE;

    while ((Result = ReadArchive(&Reader, &Entry, &Problem)) != ARCHIVE_END) {
        INT Error = 0;
        if (Result == ARCHIVE_ENTRY) Error = UnpackEntry(Root, &Entry);
        if (Result == ARCHIVE_ENTRY && Error == 0) continue;
        AllGood = FALSE;
        if (Error < 0) LogWarn("initrd", "'%s' left out: error %ld", Entry.Name, -Error);
        else LogWarn("initrd", "'%s' left out: %s", Entry.Name, Problem);
    }
    ReleaseNode(Root);
    return AllGood;
}
