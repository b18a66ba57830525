#include "arch/Arch.h"
#include "base/Log.h"
#include "probe/Probe.h"
#include "tasks/Task.h"

#define TIMES 10000000u

static volatile U32 Counter;

static NOINLINE U32 Next(U32 Number) { return Number + 1; }

static U32 Count(void *Argument) {
    (void)Argument;
    for (U32 Time = 0; Time < TIMES; Time++) Counter = Next(Counter);
    return 0;
}

PROBE(Try, "what two tasks make of one counter") {
    const TaskInfo Info = {.Name = "count", .Function = Count};
    Task *First, *Second;

    PROBE_EXPECT(CreateTask(&Info, &First) == TASK_CREATED, "no first");
    PROBE_EXPECT(CreateTask(&Info, &Second) == TASK_CREATED, "no second");
    WaitTask(First);
    WaitTask(Second);
    LogInfo("try", "%u of %u", Counter, 2 * TIMES);
}
