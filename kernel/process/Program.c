#include "process/Program.h"

#include "abi/Errors.h"
#include "base/Log.h"
#include "base/String.h"
#include "memory/Regions.h"
#include "memory/UserCopy.h"
#include "process/ELF.h"
#include "process/Thread.h"

#define STACK_TOP (USER_END - PAGE_BYTES)
#define EXECUTE_BITS 0111
#define EXIT_CODE_NO_PROGRAM 127

static const ELFTarget Target = {
    .AddressBits = ARCH_BITS,
    .Machine = ARCH_BITS == 64 ? ELF_MACHINE_X86_64 : ELF_MACHINE_386,
    .Lowest = USER_BEGIN,
    .End = STACK_TOP - USER_STACK_BYTES - STACK_GUARD_BYTES,
};

static INT MapPrivately(AddressSpace *Space, LINEAR Start, LINEAR End, U32 Flags) {
    const INT Result = MapUserMemory(Space, Start, End - Start, PROT_READ | PROT_WRITE,
                                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | Flags);
    return IsErrorResult(Result) ? Result : 0;
}

static U32 ProtectionOf(const ELFSegment *Segment) {
    return (Segment->Rights & ELF_READABLE ? PROT_READ : 0) |
           (Segment->Rights & ELF_WRITABLE ? PROT_WRITE : 0) |
           (Segment->Rights & ELF_EXECUTABLE ? PROT_EXEC : 0);
}

// Copies what the file has for a segment through the thread's buffer. A file that has become
// shorter is no program any more.
static INT FillSegment(Object *File, const ELFSegment *Segment) {
    U8 *Buffer = TransferBuffer();
    I64 Offset = (I64)Segment->FileOffset;
    SIZE Left = (SIZE)Segment->FileBytes;
    LINEAR To = (LINEAR)Segment->Address;

    if (SeekObject(File, &Offset, SEEK_SET) < 0) return -ENOEXEC;
    while (Left > 0) {
        const INT Got = ReadObject(File, Buffer, MINIMUM(Left, (SIZE)TRANSFER_BYTES));
        if (Got <= 0) return Got == 0 ? -ENOEXEC : Got;
        if (!CopyToUser(To, Buffer, (SIZE)Got)) return -ENOMEM;
        To += (LINEAR)Got;
        Left -= (SIZE)Got;
    }
    return 0;
}

static INT LoadSegment(AddressSpace *Space, Object *File, const ELFSegment *Segment) {
    const LINEAR Start = (LINEAR)ALIGN_DOWN(Segment->Address, PAGE_BYTES);
    const LINEAR End = (LINEAR)ALIGN_UP(Segment->Address + Segment->MemoryBytes, PAGE_BYTES);
    INT Result = MapPrivately(Space, Start, End, 0);

    if (Result == 0) Result = FillSegment(File, Segment);
    if (Result != 0) return Result;
    return ProtectUserMemory(Space, Start, End - Start, ProtectionOf(Segment));
}

// Fills Space, which the thread is in, and makes the frame with which the program starts.
static INT LoadProgram(AddressSpace *Space, Object *File, const ELFProgram *Program,
                       const ArgumentList *Given, TrapFrame *Start) {
    for (U32 Index = 0; Index < Program->SegmentCount; Index++) {
        const INT Result = LoadSegment(Space, File, &Program->Segments[Index]);
        if (Result != 0) return Result;
    }
    SetUserHeap(Space, (LINEAR)ALIGN_UP(Program->End, PAGE_BYTES));

    const INT Result = MapPrivately(Space, STACK_TOP - USER_STACK_BYTES, STACK_TOP, MAP_STACK);
    if (Result != 0) return Result;
    const LINEAR Stack = WriteArguments(Given, STACK_TOP);
    if (Stack == 0) return -ENOMEM;
    MakeUserFrame(Start, (LINEAR)Program->Entry, Stack);
    return 0;
}

// Opens a file that may be run.
static INT OpenProgram(const char *Path, Object **File, U64 *Bytes) {
    FileStatus Status;
    Node *Directory = CurrentDirectory();
    INT Result = OpenFile(Directory, Path, O_RDONLY, 0, File);

    ReleaseNode(Directory);
    if (Result < 0) return Result == -EISDIR ? -EACCES : Result;
    Result = GetObjectStatus(*File, &Status);
    if (Result >= 0 && ((Status.Mode & S_IFMT) != S_IFREG || !(Status.Mode & EXECUTE_BITS))) {
        Result = -EACCES;
    }
    if (Result < 0) ReleaseObject(*File);
    *Bytes = Status.Size;
    return Result;
}

static INT ReadProgram(Object *File, U64 FileBytes, ELFProgram *Program) {
    U8 *Head = TransferBuffer();
    SIZE HeadBytes = 0;

    _Static_assert(TRANSFER_BYTES >= ELF_HEAD_BYTES, "the head is read at once");
    if (Head == NULL) return -ENOMEM;
    while (HeadBytes < MINIMUM(FileBytes, ELF_HEAD_BYTES)) {
        const INT Got = ReadObject(File, Head + HeadBytes, ELF_HEAD_BYTES - HeadBytes);
        if (Got <= 0) return Got == 0 ? -ENOEXEC : Got;
        HeadBytes += (SIZE)Got;
    }
    return ParseELF(Head, HeadBytes, FileBytes, &Target, Program) == ELF_GOOD ? 0 : -ENOEXEC;
}

// The name of a program: its path's last part.
static const char *NameOf(const char *Path) {
    const char *Name = Path;

    for (; *Path != 0; Path++) {
        if (*Path == '/' && Path[1] != 0) Name = Path + 1;
    }
    return Name;
}

// Nothing can fail any more: the thread, which is alone and in Space already, makes it its own.
static void TakeOver(AddressSpace *Space, const char *Path) {
    Thread *Self = CurrentThread();
    Process *Owner = Self->Process;
    AddressSpace *Old = Owner->Space;

    const UINT Locked = LockProcesses();
    Owner->Space = Space;
    CopyString(Owner->Name, sizeof(Owner->Name), NameOf(Path));
    CopyString(Self->Task->Name, sizeof(Self->Task->Name), Owner->Name);
    UnlockProcesses(Locked);
    CloseHandlesOnExec(Owner->Handles);
    if (Old != NULL) DestroyAddressSpace(Old);
}

// In the new address space, to fill it; back in the old one if that, or ending the others, fails.
static INT BuildProgram(Object *File, const ELFProgram *Program, const ArgumentList *Given,
                        const char *Path, TrapFrame *Start) {
    AddressSpace *Space = CreateAddressSpace();

    if (Space == NULL) return -ENOMEM;
    EnterAddressSpace(Space);
    INT Result = LoadProgram(Space, File, Program, Given, Start);
    if (Result == 0 && !EndOtherThreads()) Result = -EINTR;
    if (Result == 0) {
        TakeOver(Space, Path);
    } else {
        EnterAddressSpace(CurrentProcess()->Space);
        DestroyAddressSpace(Space);
    }
    return Result;
}

INT ReplaceProgram(const char *Path, ArgumentList *Given) {
    Thread *Self = CurrentThread();
    ELFProgram Program;
    TrapFrame Start;
    Object *File;
    U64 FileBytes;

    INT Result = OpenProgram(Path, &File, &FileBytes);
    if (Result >= 0) {
        Result = ReadProgram(File, FileBytes, &Program);
        if (Result == 0) Result = BuildProgram(File, &Program, Given, Path, &Start);
        ReleaseObject(File);
    }
    FreeArguments(Given);
    if (Result < 0) return Result;

    Self->Start = Start;
    const UINT Saved = SaveInterrupts();
    CurrentTask()->FPU = NULL;  // what the old program had there is not to be saved any more
    InitializeFPUState(&Self->FPU);
    RestoreInterrupts(Saved);
    EnterThread(Self);
}

// What the first thread of the first process does in the kernel.
static void BeginInitialProcess(void) {
    const char *Path = CurrentThread()->Path;
    ArgumentList Given = {0};
    INT Result = -ENOMEM;

    if (AddArgument(&Given, Path)) Result = ReplaceProgram(Path, &Given);
    LogError("process", "%s cannot be run: error %ld", Path, -Result);
    KillProcess(CurrentProcess(), EXIT_CODE_NO_PROGRAM << 8);
}

static void OpenConsole(Process *Owner) {
    for (U32 Handle = 0; Handle < 3; Handle++) {
        Object *Console;
        if (OpenFile(Owner->Directory, "/dev/console", O_RDWR, 0, &Console) < 0) return;
        if (OpenHandle(Owner->Handles, Console, FALSE) < 0) ReleaseObject(Console);
    }
}

Process *CreateInitialProcess(const char *Path) {
    Process *Made = ClaimProcess(NameOf(Path));

    if (Made == NULL) return NULL;
    Made->IsAwaited = TRUE;
    Made->Directory = RootDirectory();
    Made->Handles = CreateHandleTable();
    Thread *First = Made->Handles == NULL ? NULL : AddThread(Made);
    if (First != NULL) {
        OpenConsole(Made);
        First->Begin = BeginInitialProcess;
        First->Path = Path;
        AdoptProcess(Made, NULL);
        if (StartThread(First) != 0) return Made;
        DisownProcess(Made);
    }
    AbandonProcess(Made);
    return NULL;
}
