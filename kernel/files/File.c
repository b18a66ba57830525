// Open files and directories.

#include "abi/Errors.h"
#include "arch/Arch.h"
#include "base/String.h"
#include "files/Node.h"
#include "memory/Heap.h"

#define STATUS_BLOCK_BYTES 512

typedef struct {
    Object Object;
    Node *Node;    // [i] a reference
    U32 Flags;     // [i] O_...
    U64 Position;  // under the node's lock, of a directory under the tree's
} File;

static void LockFile(const File *Used) {
    if (IsDirectory(Used->Node)) LockTree();
    else AcquireMutex(&Used->Node->Lock);
}

static void UnlockFile(const File *Used) {
    if (IsDirectory(Used->Node)) UnlockTree();
    else ReleaseMutex(&Used->Node->Lock);
}

static INT ReadFile(Object *Self, void *Buffer, SIZE Bytes) {
    File *From = CONTAINER_OF(Self, File, Object);
    Node *Read = From->Node;
    SIZE Count = 0;

    if ((From->Flags & O_ACCMODE) == O_WRONLY) return -EBADF;
    LockFile(From);
    if (From->Position < Read->Size) {
        Count = (SIZE)MINIMUM((U64)Bytes, Read->Size - From->Position);
        ReadContents(&Read->Contents, From->Position, Buffer, Count);
        From->Position += Count;
    }
    UnlockFile(From);
    return (INT)Count;
}

// Context: under the node's lock.
static INT WriteAt(Node *To, U64 Position, const void *Buffer, SIZE Bytes) {
    if (Bytes == 0) return 0;
    if (Position >= MAX_FILE_BYTES) return -EFBIG;

    const SIZE Allowed = (SIZE)MINIMUM((U64)Bytes, MAX_FILE_BYTES - Position);
    const SIZE Count = WriteContents(&To->Contents, Position, Buffer, Allowed);
    if (Count == 0) return -ENOSPC;
    To->Size = MAXIMUM(To->Size, Position + Count);
    To->Modified = FileTime();
    return (INT)Count;
}

static INT WriteFile(Object *Self, const void *Buffer, SIZE Bytes) {
    File *To = CONTAINER_OF(Self, File, Object);

    if ((To->Flags & O_ACCMODE) == O_RDONLY) return -EBADF;
    LockFile(To);
    const U64 Position = To->Flags & O_APPEND ? To->Node->Size : To->Position;
    const INT Result = WriteAt(To->Node, Position, Buffer, Bytes);
    if (Result > 0) To->Position = Position + (U64)Result;
    UnlockFile(To);
    return Result;
}

static INT SeekFile(Object *Self, I64 *Offset, U32 Whence) {
    File *Moved = CONTAINER_OF(Self, File, Object);
    I64 Target = 0;

    if (Whence > SEEK_END || (Whence == SEEK_END && IsDirectory(Moved->Node))) return -EINVAL;
    LockFile(Moved);
    if (Whence == SEEK_CUR) Target = (I64)Moved->Position;
    if (Whence == SEEK_END) Target = (I64)Moved->Node->Size;
    const BOOL IsGood = !__builtin_add_overflow(Target, *Offset, &Target) && Target >= 0 &&
                        (U64)Target <= MAX_FILE_BYTES;
    if (IsGood) Moved->Position = (U64)Target;
    UnlockFile(Moved);
    if (IsGood) *Offset = Target;
    return IsGood ? 0 : -EINVAL;
}

static INT GetStatusOfFile(Object *Self, FileStatus *Status) {
    FillStatus(CONTAINER_OF(Self, File, Object)->Node, Status);
    return 0;
}

static INT TruncateFile(Object *Self, U64 Bytes) {
    const File *Cut = CONTAINER_OF(Self, File, Object);

    if ((Cut->Flags & O_ACCMODE) == O_RDONLY) return -EINVAL;
    if (Bytes > MAX_FILE_BYTES) return -EFBIG;
    TruncateNode(Cut->Node, Bytes);
    return 0;
}

static INT RefuseToRead(Object *Self, void *Buffer, SIZE Bytes) {
    (void)Self, (void)Buffer, (void)Bytes;
    return -EISDIR;
}

// Returns the bytes of a record at To, or 0 if Room is too little for it. Padding is zeros.
static U32 PutRecord(U8 *To, SIZE Room, const Node *Target, const char *Name) {
    const SIZE NameBytes = StringLength(Name) + 1;
    const U32 Bytes = (U32)ALIGN_UP(offsetof(DirectoryEntry, Name) + NameBytes, 8);
    if (Bytes > Room) return 0;

    DirectoryEntry *Record = (DirectoryEntry *)To;
    memset(To, 0, Bytes);
    Record->Inode = Target->Number;
    Record->RecordBytes = (U16)Bytes;
    Record->Kind = (U16)(Target->Mode & S_IFMT);
    memcpy(To + offsetof(DirectoryEntry, Name), Name, NameBytes);
    return Bytes;
}

// Positions are 0 for ., 1 for .., and the cookies of entries: so each entry that stays is met
// once, whatever comes and goes meanwhile. Context: the tree's lock.
static INT PutRecords(File *From, U8 *Buffer, SIZE Bytes) {
    const Node *Read = From->Node;
    const Entry *Next = Read->First;
    SIZE Used = 0;

    if (Read->Links == 0) return -ENOENT;
    while (Next != NULL && Next->Cookie < From->Position) Next = Next->Next;
    while (From->Position < FIRST_COOKIE || Next != NULL) {
        const BOOL IsEntry = From->Position >= FIRST_COOKIE;
        const BOOL IsParent = From->Position == 1 && Read->Parent != NULL;
        const U32 Count = PutRecord(Buffer + Used, Bytes - Used,
                                    IsEntry ? Next->Target : IsParent ? Read->Parent : Read,
                                    IsEntry ? Next->Name : From->Position == 0 ? "." : "..");
        if (Count == 0) return Used == 0 ? -EINVAL : (INT)Used;
        Used += Count;
        From->Position = IsEntry ? Next->Cookie + 1 : From->Position + 1;
        if (IsEntry) Next = Next->Next;
    }
    return (INT)Used;
}

static INT ReadNames(Object *Self, void *Buffer, SIZE Bytes) {
    LockTree();
    const INT Result = PutRecords(CONTAINER_OF(Self, File, Object), Buffer, Bytes);
    UnlockTree();
    return Result;
}

static void CloseFile(Object *Self) {
    File *Closed = CONTAINER_OF(Self, File, Object);

    ReleaseNode(Closed->Node);
    FreeHeap(Closed);
}

static const ObjectType FileType = {.Name = "file",
                                    .Read = ReadFile,
                                    .Write = WriteFile,
                                    .Seek = SeekFile,
                                    .GetStatus = GetStatusOfFile,
                                    .Truncate = TruncateFile,
                                    .Destroy = CloseFile};
static const ObjectType DirectoryType = {.Name = "directory",
                                         .Read = RefuseToRead,
                                         .Seek = SeekFile,
                                         .GetStatus = GetStatusOfFile,
                                         .ReadDirectory = ReadNames,
                                         .Destroy = CloseFile};

INT MakeFileObject(Node *Target, U32 Flags, Object **Made) {
    File *New = AllocateHeap(sizeof(File));
    if (New == NULL) return -ENOMEM;

    *New = (File){.Node = ReferenceNode(Target), .Flags = Flags};
    InitializeObject(&New->Object, IsDirectory(Target) ? &DirectoryType : &FileType);
    *Made = &New->Object;
    return 0;
}

void FillStatus(Node *Asked, FileStatus *Status) {
    LockTree();
    AcquireMutex(&Asked->Lock);
    *Status = (FileStatus){.Inode = Asked->Number,
                           .Size = Asked->Size,
                           .Blocks = (U64)Asked->Contents.Frames * PAGE_BYTES / STATUS_BLOCK_BYTES,
                           .ModifiedNanoseconds = Asked->Modified,
                           .Mode = Asked->Mode,
                           .Links = Asked->Links,
                           .Device = 1,
                           .BlockBytes = PAGE_BYTES};
    ReleaseMutex(&Asked->Lock);
    UnlockTree();
}

void TruncateNode(Node *Cut, U64 Bytes) {
    AcquireMutex(&Cut->Lock);
    if (Bytes < Cut->Size) CutContents(&Cut->Contents, Bytes);
    Cut->Size = Bytes;
    Cut->Modified = FileTime();
    ReleaseMutex(&Cut->Lock);
}
