#include "process/Futex.h"

#include "abi/Errors.h"
#include "memory/UserCopy.h"
#include "process/Thread.h"

// A thread that waits, on its own stack. Each has a queue of its own, so that it can be found by
// its word among those of all processes.
typedef struct Waiter {
    const AddressSpace *Space;
    LINEAR Word;
    WaitQueue Queue;
    struct Waiter *Next;
} Waiter;

// Those that wait, the one that came first at the front. Interrupts off: the place for a lock.
static Waiter *First;
static Waiter **Last = &First;

static void RemoveWaiter(Waiter **Link) {
    Waiter *Removed = *Link;

    *Link = Removed->Next;
    if (Last == &Removed->Next) Last = Link;
    Removed->Word = 0;
}

static INT WaitHere(LINEAR Word, U64 Deadline) {
    Waiter Self = {.Space = CurrentUserSpace(), .Word = Word};

    *Last = &Self;
    Last = &Self.Next;
    const WaitResult Why = WaitInUntil(&Self.Queue, Deadline);
    if (Self.Word == 0) return 0;

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
    const INT Result = !IsRead ? -EFAULT : !IsEqual ? -EAGAIN : WaitHere(Word, Deadline);
    RestoreInterrupts(Saved);
    return Result;
}

INT WakeFutex(LINEAR Word, U32 Count) {
    U32 Woken = 0;

    if (Word == 0 || Word % sizeof(U32) != 0) return -EINVAL;
    const UINT Saved = SaveInterrupts();
    for (Waiter **Link = &First; *Link != NULL && Woken < Count;) {
        Waiter *Found = *Link;
        if (Found->Word != Word || Found->Space != CurrentUserSpace()) {
            Link = &Found->Next;
            continue;
        }
        RemoveWaiter(Link);
        WakeFirst(&Found->Queue);
        Woken++;
    }
    RestoreInterrupts(Saved);
    return (INT)Woken;
}
