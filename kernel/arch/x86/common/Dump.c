#include "arch/x86/common/Dump.h"

#include "arch/x86/common/Instructions.h"
#include "base/Log.h"

#define MAX_CALLS 1024

// How many of the Count calls, from the first on, return to the same place: a recursion.
static U32 CountRepeats(const LINEAR *Calls, U32 Count) {
    U32 Repeats = 1;
    while (Repeats < Count && Calls[Repeats] == Calls[0]) Repeats++;
    return Repeats;
}

static void LogBacktrace(LINEAR FramePointer) {
    static LINEAR Calls[MAX_CALLS];  // not on the stack, of which there may be little
    char Place[DESCRIBED_ADDRESS_BYTES];
    const U32 Count = WalkBacktrace(FramePointer, Calls, MAX_CALLS);

    // Named by the last byte of the call: a call that does not return may be a function's last
    // instruction, and the address after it another function's.
    for (U32 Call = 0, Repeats; Call < Count; Call += Repeats) {
        Repeats = CountRepeats(&Calls[Call], Count - Call);
        Log(LOG_PANIC, "backtrace", "#%u 0x%lx %s", Call, Calls[Call],
            DescribeAddress(Calls[Call] - 1, Place, sizeof(Place)));
        if (Repeats > 1) Log(LOG_PANIC, "backtrace", "   %u times in a row", Repeats);
    }
    if (Count == MAX_CALLS) Log(LOG_PANIC, "backtrace", "and perhaps more");
}

void LogDump(const TrapFrame *Frame) {
    Log(LOG_PANIC, "registers", "of CPU %u, APIC ID %u", PerCPUGet(Index), PerCPUGet(APICID));
    if (Frame != NULL) LogTrapRegisters(Frame);
    Log(LOG_PANIC, "registers", "CR0 %08lx CR2 %08lx CR3 %08lx CR4 %08lx", ReadCR0(), ReadCR2(),
        ReadCR3(), ReadCR4());
    LogBacktrace(Frame != NULL ? TrapFramePointer(Frame)
                               : (LINEAR)__builtin_frame_address(0));
}
