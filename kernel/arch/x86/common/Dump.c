#include "arch/x86/common/Dump.h"

#include "arch/x86/common/Instructions.h"
#include "base/Log.h"

#define MAX_CALLS 24

static void LogBacktrace(LINEAR FramePointer) {
    LINEAR Calls[MAX_CALLS];
    char Place[DESCRIBED_ADDRESS_BYTES];
    const U32 Count = WalkBacktrace(FramePointer, Calls, MAX_CALLS);

    for (U32 Call = 0; Call < Count; Call++) {
        Log(LOG_PANIC, "backtrace", "#%u 0x%lx %s", Call, Calls[Call],
            DescribeAddress(Calls[Call], Place, sizeof(Place)));
    }
    if (Count == MAX_CALLS) Log(LOG_PANIC, "backtrace", "and perhaps more");
}

void LogDump(const TrapFrame *Frame) {
    if (Frame != NULL) LogTrapRegisters(Frame);
    Log(LOG_PANIC, "registers", "CR0 %08lx CR2 %08lx CR3 %08lx CR4 %08lx", ReadCR0(), ReadCR2(),
        ReadCR3(), ReadCR4());
    LogBacktrace(Frame != NULL ? TrapFramePointer(Frame)
                               : (LINEAR)__builtin_frame_address(0));
}
