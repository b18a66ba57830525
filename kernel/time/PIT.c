#include "time/PIT.h"

#include "arch/Arch.h"
#include "cpu/IRQ.h"

// 8254 data sheet, "Control Word Format".
enum {
    CHANNEL_0 = 0x40,
    CONTROL = 0x43,

    CHANNEL_0_LATCH = 0x00,
    CHANNEL_0_RATE_GENERATOR = 0x34,  // low byte then high byte, mode 2, binary

    // Rounded to the nearest: 11932 counts are 10.00015 ms.
    COUNTS_PER_TICK = (PIT_COUNTS_PER_SECOND + TICKS_PER_SECOND / 2) / TICKS_PER_SECOND,
};

// A count lasts 838 ns and a port access about 1 us, so a timer that shows the same count this many
// times does not run.
#define MAX_EQUAL_READS 10000

static void (*TickHandler)(void);

// In mode 2 the counter runs from COUNTS_PER_TICK down to 1 and starts over; the output's edge,
// which raises the interrupt, comes with the start.
static U32 ReadPITCount(void) {
    WritePort8(CONTROL, CHANNEL_0_LATCH);
    const U32 Low = ReadPort8(CHANNEL_0);
    const U32 Left = Low | (U32)ReadPort8(CHANNEL_0) << 8;
    return Left >= COUNTS_PER_TICK ? 0 : COUNTS_PER_TICK - Left;
}

static BOOL IsPITTickPending(void) { return IsIRQPending(IRQ_TIMER); }

static void HandleTimerIRQ(void *Context) {
    (void)Context;
    TickHandler();
}

static BOOL IsCounting(void) {
    const U32 First = ReadPITCount();
    for (U32 Read = 0; Read < MAX_EQUAL_READS; Read++) {
        if (ReadPITCount() != First) return TRUE;
    }
    return FALSE;
}

static BOOL StartPIT(void (*OnTick)(void)) {
    TickHandler = OnTick;
    WritePort8(CONTROL, CHANNEL_0_RATE_GENERATOR);
    WritePort8(CHANNEL_0, COUNTS_PER_TICK & 0xFF);
    WritePort8(CHANNEL_0, COUNTS_PER_TICK >> 8);
    RegisterIRQHandler(IRQ_TIMER, HandleTimerIRQ, NULL);
    return IsCounting();
}

const TickSource PITTickSource = {
    .Name = "8254 PIT",
    .CountsPerSecond = PIT_COUNTS_PER_SECOND,
    .CountsPerTick = COUNTS_PER_TICK,
    .Start = StartPIT,
    .ReadCount = ReadPITCount,
    .IsTickPending = IsPITTickPending,
};
