// Calls that take a path. Each holds a reference to the current directory while it works, as
// another thread may change it.

#include "memory/UserCopy.h"
#include "process/Process.h"
#include "syscall/SystemCalls.h"
#include "syscall/UserArguments.h"

#define OPEN_FLAGS                                                                            \
    (O_ACCMODE | O_CREAT | O_EXCL | O_TRUNC | O_APPEND | O_NONBLOCK | O_DIRECTORY | O_CLOEXEC)
#define PERMISSION_BITS 0777

INT CallOpen(const UINT *A) {
    char Path[PATH_MAX];
    Object *Opened;

    if ((A[1] & ~(UINT)OPEN_FLAGS) != 0) return -EINVAL;
    INT Result = CopyPath(Path, A[0]);
    if (Result != 0) return Result;
    Node *Directory = CurrentDirectory();
    Result = OpenFile(Directory, Path, (U32)A[1], (U32)A[2] & PERMISSION_BITS, &Opened);
    ReleaseNode(Directory);
    if (Result < 0) return Result;
    Result = OpenHandle(CurrentProcess()->Handles, Opened, (A[1] & O_CLOEXEC) != 0);
    if (Result < 0) ReleaseObject(Opened);
    return Result;
}

INT CallStat(const UINT *A) {
    char Path[PATH_MAX];
    FileStatus Status;

    INT Result = CopyPath(Path, A[0]);
    if (Result != 0) return Result;
    Node *Directory = CurrentDirectory();
    Result = GetFileStatus(Directory, Path, &Status);
    ReleaseNode(Directory);
    if (Result < 0) return Result;
    return CopyToUser(A[1], &Status, sizeof(Status)) ? 0 : -EFAULT;
}

static INT WithPath(LINEAR User, INT (*Work)(Node *, const char *)) {
    char Path[PATH_MAX];

    INT Result = CopyPath(Path, User);
    if (Result != 0) return Result;
    Node *Directory = CurrentDirectory();
    Result = Work(Directory, Path);
    ReleaseNode(Directory);
    return Result;
}

static INT WithTwoPaths(const UINT *A, INT (*Work)(Node *, const char *, const char *)) {
    char Path[PATH_MAX], New[PATH_MAX];

    INT Result = CopyPath(Path, A[0]);
    if (Result == 0) Result = CopyPath(New, A[1]);
    if (Result != 0) return Result;
    Node *Directory = CurrentDirectory();
    Result = Work(Directory, Path, New);
    ReleaseNode(Directory);
    return Result;
}

INT CallLink(const UINT *A) { return WithTwoPaths(A, LinkFile); }

INT CallRename(const UINT *A) { return WithTwoPaths(A, RenameFile); }

INT CallUnlink(const UINT *A) { return WithPath(A[0], UnlinkFile); }

INT CallRmdir(const UINT *A) { return WithPath(A[0], RemoveDirectory); }

INT CallMkdir(const UINT *A) {
    char Path[PATH_MAX];

    INT Result = CopyPath(Path, A[0]);
    if (Result != 0) return Result;
    Node *Directory = CurrentDirectory();
    Result = MakeDirectory(Directory, Path, (U32)A[1] & PERMISSION_BITS);
    ReleaseNode(Directory);
    return Result;
}

INT CallChdir(const UINT *A) {
    char Path[PATH_MAX];

    INT Result = CopyPath(Path, A[0]);
    if (Result != 0) return Result;
    Node *Directory = CurrentDirectory();
    Result = ChangeDirectory(&Directory, Path);
    if (Result < 0) ReleaseNode(Directory);
    else SetCurrentDirectory(Directory);
    return Result;
}

INT CallGetcwd(const UINT *A) {
    char Path[PATH_MAX];
    Node *Directory = CurrentDirectory();
    const INT Length = PathOfDirectory(Directory, Path, sizeof(Path));

    ReleaseNode(Directory);
    if (Length < 0) return Length;
    if ((SIZE)Length > A[1]) return -ERANGE;
    return CopyToUser(A[0], Path, (SIZE)Length) ? Length : -EFAULT;
}
