// What devices/, network/ and the wall clock promise on any PC.

#include "arch/Arch.h"
#include "base/String.h"
#include "cpu/IRQ.h"
#include "cpu/SharedIRQ.h"
#include "devices/CMOS.h"
#include "devices/PCI.h"
#include "network/Network.h"
#include "probe/Probe.h"
#include "tasks/Scheduler.h"
#include "time/WallClock.h"

static BOOL NotMine(void *Context) {
    (void)Context;
    return FALSE;
}

PROBE(LinesAreSharedWithCare, "only a level-triggered line can be shared, and not by too many") {
    static const U32 Refused[] = {0, 1, 2, IRQ_COM1, 8, 13, IRQ_LINES, 0xFF};
    const U32 Free = 5;

    for (U32 Index = 0; Index < ARRAY_COUNT(Refused); Index++) {
        PROBE_EXPECT(!ShareIRQ(Refused[Index], NotMine, NULL), "line %u", Refused[Index]);
    }
    for (U32 Sharer = 0; Sharer < MAX_SHARERS; Sharer++) {
        PROBE_EXPECT(ShareIRQ(Free, NotMine, NULL), "no sharer %u", Sharer);
    }
    PROBE_EXPECT(!ShareIRQ(Free, NotMine, NULL), "one sharer too many");
    PROBE_EXPECT(ReadPort8(0x4D0) & (1u << Free), "it is edge-triggered");
    PROBE_EQUAL(0, ReadPort8(0x4D0) & 7, "level-triggered among lines 0 to 2");
}

PROBE(PCIFunctionsAreThere, "bus 0 has a host bridge, and every function says what it is again") {
    BOOL HasHostBridge = FALSE;
    U32 Count = 0;

    for (const PCIFunction *Function; (Function = PCIFunctionAt(Count)) != NULL; Count++) {
        const U32 ID = ReadPCI(Function, PCI_ID);
        PROBE_EQUAL(Function->Vendor | (U32)Function->Device << 16, ID, "vendor and device");
        HasHostBridge |= Function->Where == 0 && Function->Class == 6 && Function->Subclass == 0;
        for (U32 Other = 0; Other < Count; Other++) {
            PROBE_EXPECT(PCIFunctionAt(Other)->Where != Function->Where, "twice: %x",
                         Function->Where);
        }
    }
    PROBE_EXPECT(HasHostBridge, "none among %u functions", Count);
    PROBE_EXPECT(FindPCIFunction(0xFFFF, 0xFFFF) == NULL, "a function that is not there");
}

PROBE(TheWallClockRuns, "it shows the time of the CMOS clock and goes on with the clock") {
    const I64 Second = 1000000000;
    I64 Seconds = 0;
    const I64 Before = WallClockNanoseconds();

    if (!PROBE_EXPECT(ReadCMOSClock(0x32, &Seconds), "no clock")) return;
    PROBE_EXPECT(Seconds * Second - Before < 2 * Second && Before - Seconds * Second < 2 * Second,
                 "%lld s and %lld ns", Seconds, Before);
    Sleep(100000);
    const I64 Passed = WallClockNanoseconds() - Before;
    PROBE_EXPECT(Passed >= Second / 10 && Passed < Second / 2, "%lld ns in 0.1 s", Passed);
}

PROBE(TheNetworkIsDescribed, "its text is cut to fit and says if there is none") {
    char Text[8];
    const SIZE Length = DescribeNetwork(Text, sizeof(Text));

    PROBE_EQUAL(StringLength(Text), Length, "length");
    PROBE_EXPECT(StringsEqual("no netw", Text) || StringsEqual("e1000 5", Text), "%s", Text);
}
