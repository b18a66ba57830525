#include "process/Futex.h"

#include "abi/Errors.h"
#include "memory/UserCopy.h"
#include "process/Thread.h"

// What tells words apart: an address in a space, or where a word lies that several spaces share.
typedef struct {
    const AddressSpace *Space;  // NULL: shared
    PHYSICAL Address;
} Key;

// A thread that waits, on its own stack. Each has a queue of its own, so that it can be found by
// its word among those of all processes.
typedef struct Waiter {
    Key Word;
    BOOL IsWoken;
    WaitQueue Queue;
    struct Waiter *Next;
} Waiter;

// Those that wait, the one that came first at the front. Interrupts off: the place for a lock.
static Waiter *First;
static Waiter **Last = &First;

static Key KeyOf(LINEAR Word) {
    const AddressSpace *Space = CurrentUserSpace();
    const PHYSICAL Shared = SharedUserWord(Space, Word);

    return Shared != 0 ? (Key){NULL, Shared} : (Key){Space, Word};
}

static void RemoveWaiter(Waiter **Link) {
    Waiter *Removed = *Link;

    *Link = Removed->Next;
    if (Last == &Removed->Next) Last = Link;
}

static INT WaitHere(Key Word, U64 Deadline) {
    Waiter Self = {.Word = Word};

    *Last = &Self;
    Last = &Self.Next;
    const WaitResult Why = WaitInUntil(&Self.Queue, Deadline);
    if (Self.IsWoken) return 0;

    // Nobody has woken it: it is still among the others.
    Waiter **Link = &First;
    while (*Link != &Self) Link = &(*Link)->Next;
    RemoveWaiter(Link);
    return Why == WAIT_KILLED ? -EINTR : -ETIMEDOUT;
}

INT WaitForFutex(LINEAR Word, U32 Expected, U64 Deadline) {
    if (Word % sizeof(U32) != 0) return -EINVAL;
    BOOL IsEqual;
    const UINT Saved = SaveInterrupts();
    const BOOL IsRead = CompareUserWord(Word, Expected, &IsEqual);
    const INT Result = !IsRead ? -EFAULT : !IsEqual ? -EAGAIN : WaitHere(KeyOf(Word), Deadline);
    RestoreInterrupts(Saved);
    return Result;
}

INT WakeFutex(LINEAR Word, U32 Count) {
    U32 Woken = 0;

    if (Word == 0 || Word % sizeof(U32) != 0) return -EINVAL;
    const UINT Saved = SaveInterrupts();
    const Key Meant = KeyOf(Word);
    for (Waiter **Link = &First; *Link != NULL && Woken < Count;) {
        Waiter *Found = *Link;
        if (Found->Word.Address != Meant.Address || Found->Word.Space != Meant.Space) {
            Link = &Found->Next;
            continue;
        }
        RemoveWaiter(Link);
        Found->IsWoken = TRUE;
        WakeFirst(&Found->Queue);
        Woken++;
    }
    RestoreInterrupts(Saved);
    return (INT)Woken;
}
