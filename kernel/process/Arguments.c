#include "process/Arguments.h"

#include "abi/Errors.h"
#include "base/String.h"
#include "memory/Heap.h"
#include "memory/UserCopy.h"

#define FIRST_CAPACITY 1024

// Makes room for more; -E2BIG, -ENOMEM.
static INT Grow(ArgumentList *To) {
    const SIZE Capacity = To->Capacity == 0 ? FIRST_CAPACITY : To->Capacity * 2;
    char *Strings;

    if (Capacity > MAX_ARGUMENT_BYTES) return -E2BIG;
    Strings = AllocateHeap(Capacity);
    if (Strings == NULL) return -ENOMEM;
    if (To->Bytes > 0) memcpy(Strings, To->Strings, To->Bytes);
    FreeHeap(To->Strings);
    To->Strings = Strings;
    To->Capacity = Capacity;
    return 0;
}

static INT AddUserString(ArgumentList *To, LINEAR From) {
    for (;;) {
        const INT Length =
            To->Bytes == To->Capacity
                ? -ENAMETOOLONG
                : CopyStringFromUser(To->Strings + To->Bytes, From, To->Capacity - To->Bytes);
        if (Length >= 0) {
            To->Bytes += (SIZE)Length + 1;
            return 0;
        }
        const INT Grown = Length == -ENAMETOOLONG ? Grow(To) : Length;
        if (Grown != 0) return Grown;
    }
}

// The words of both arrays with their ends, argc and the auxiliary vector's end.
static SIZE CountWords(const ArgumentList *From) {
    return (SIZE)From->ArgumentCount + From->EnvironmentCount + 5;
}

static INT CopyArray(ArgumentList *To, LINEAR Array, U32 *Count) {
    for (; Array != 0; Array += sizeof(LINEAR)) {
        LINEAR Text;
        if (!CopyFromUser(&Text, Array, sizeof(Text))) return -EFAULT;
        if (Text == 0) break;
        const INT Result = AddUserString(To, Text);
        if (Result != 0) return Result;
        ++*Count;
        if (To->Bytes + CountWords(To) * sizeof(UINT) > MAX_ARGUMENT_BYTES) return -E2BIG;
    }
    return 0;
}

INT CopyArguments(LINEAR ArgumentArray, LINEAR EnvironmentArray, ArgumentList *Result) {
    *Result = (ArgumentList){0};
    INT Error = CopyArray(Result, ArgumentArray, &Result->ArgumentCount);

    if (Error == 0) Error = CopyArray(Result, EnvironmentArray, &Result->EnvironmentCount);
    if (Error != 0) FreeArguments(Result);
    return Error;
}

BOOL AddArgument(ArgumentList *To, const char *Text) {
    const SIZE Bytes = StringLength(Text) + 1;

    while (To->Capacity - To->Bytes < Bytes) {
        if (Grow(To) != 0) return FALSE;
    }
    memcpy(To->Strings + To->Bytes, Text, Bytes);
    To->Bytes += Bytes;
    To->ArgumentCount++;
    return TRUE;
}

void FreeArguments(ArgumentList *Freed) {
    FreeHeap(Freed->Strings);
    *Freed = (ArgumentList){0};
}

// Appends the addresses of Count strings, the first of which is at *Next for the kernel and at
// *Address for the user, and a 0.
static UINT *AddPointers(UINT *Words, U32 Count, const char **Next, LINEAR *Address) {
    for (; Count > 0; Count--) {
        const SIZE Bytes = StringLength(*Next) + 1;
        *Words++ = *Address;
        *Next += Bytes;
        *Address += Bytes;
    }
    *Words++ = 0;
    return Words;
}

LINEAR WriteArguments(const ArgumentList *From, LINEAR Top) {
    const SIZE Bytes = CountWords(From) * sizeof(UINT);
    const LINEAR Strings = ALIGN_DOWN(Top - From->Bytes, sizeof(UINT));
    const LINEAR Stack = ALIGN_DOWN(Strings - Bytes, 16);
    UINT *Words = AllocateHeapZeroed(1, Bytes);

    if (Words == NULL) return 0;
    const char *Next = From->Strings;
    LINEAR Address = Strings;
    Words[0] = From->ArgumentCount;
    UINT *Rest = AddPointers(Words + 1, From->ArgumentCount, &Next, &Address);
    AddPointers(Rest, From->EnvironmentCount, &Next, &Address);

    const BOOL IsWritten = CopyToUser(Stack, Words, Bytes) &&
                           (From->Bytes == 0 || CopyToUser(Strings, From->Strings, From->Bytes));
    FreeHeap(Words);
    return IsWritten ? Stack : 0;
}
