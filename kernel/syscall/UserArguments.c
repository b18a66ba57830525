#include "syscall/UserArguments.h"

#include "abi/Errors.h"
#include "memory/UserCopy.h"
#include "tasks/WaitQueue.h"
#include "time/Clock.h"

INT CopyPath(char Path[PATH_MAX], LINEAR From) {
    const INT Length = CopyStringFromUser(Path, From, PATH_MAX);

    if (Length < 0) return Length;
    return Length == 0 ? -ENOENT : 0;
}

INT CopyTimeSpan(LINEAR Address, U64 *Microseconds) {
    TimeSpan Span;

    if (!CopyFromUser(&Span, Address, sizeof(Span))) return -EFAULT;
    if (Span.Seconds < 0 || Span.Nanoseconds < 0 || Span.Nanoseconds > 999999999) return -EINVAL;
    if (__builtin_mul_overflow((U64)Span.Seconds, 1000000ULL, Microseconds) ||
        __builtin_add_overflow(*Microseconds, ((U64)Span.Nanoseconds + 999) / 1000, Microseconds)) {
        *Microseconds = WAIT_FOR_EVER;
    }
    return 0;
}

INT CopyDeadline(LINEAR Address, U64 *Deadline) {
    *Deadline = WAIT_FOR_EVER;
    if (Address == 0) return 0;

    U64 Microseconds;
    const INT Result = CopyTimeSpan(Address, &Microseconds);
    if (Result == 0 && __builtin_add_overflow(ClockMicroseconds(), Microseconds, Deadline)) {
        *Deadline = WAIT_FOR_EVER;
    }
    return Result;
}
