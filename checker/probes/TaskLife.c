// What tasks/ promises about the life of a task.

#include "arch/Arch.h"
#include "base/String.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "probe/Probe.h"
#include "tasks/Mutex.h"
#include "tasks/Scheduler.h"

static Task *Start(TaskFunction Function, void *Argument) {
    const TaskInfo Info = {.Name = "probed", .Function = Function, .Argument = Argument};
    Task *Started = NULL;
    const CreateTaskResult Result = CreateTask(&Info, &Started);

    PROBE_EXPECT(Result == TASK_CREATED, "result %u", Result);
    return Started;
}

static U32 Finish(Task *Ended) {
    const U32 ExitCode = WaitTask(Ended);

    ReleaseTask(Ended);
    return ExitCode;
}

static U32 ReturnArgument(void *Argument) { return (U32)(LINEAR)Argument; }

static U32 SleepForLong(void *Argument) {
    (void)Argument;
    Sleep(GIB(1000));
    return 0;
}

static U32 SpinForever(void *Argument) {
    volatile U32 *Turns = Argument;

    while (++*Turns != 0) RelaxCPU();
    return 0;
}

PROBE(ExitCodesArrive, "WaitTask returns what the task returned, before and after its end") {
    Task *Early = Start(ReturnArgument, (void *)42);
    Task *Late = Start(ReturnArgument, (void *)43);

    PROBE_EQUAL(42, Finish(Early), "exit code");
    Sleep(50000);
    PROBE_EQUAL(TASK_DEAD, Late->State, "state of a task that has ended");
    PROBE_EQUAL(43, Finish(Late), "exit code");
}

PROBE(TasksHaveTheirNames, "a name is copied, and cut where it does not fit") {
    char Name[] = "a name that is much longer than the room that a task has for it";
    const TaskInfo Info = {.Name = Name, .Function = ReturnArgument};
    Task *Named;

    if (!PROBE_EXPECT(CreateTask(&Info, &Named) == TASK_CREATED, "no task")) return;
    Name[0] = 'X';
    PROBE_EQUAL('a', Named->Name[0], "first character");
    PROBE_EQUAL(TASK_NAME_BYTES - 1, StringLength(Named->Name), "length of the name");
    Finish(Named);
}

PROBE(AThousandTasksLeakNothing, "creating and ending 1,000 tasks loses no frame and no place") {
    Finish(Start(ReturnArgument, NULL));
    const U32 Frames = GetFrameCounts().Free;
    const U32 Blocks = GetHeapCounts().Blocks;
    const U32 Tasks = CountTasks();

    for (U32 Count = 0; Count < 1000; ++Count) {
        const U32 Code = Finish(Start(ReturnArgument, (void *)(LINEAR)Count));
        if (!PROBE_EQUAL(Count, Code, "code")) return;
    }
    PROBE_EQUAL(Frames, GetFrameCounts().Free, "free frames");
    PROBE_EQUAL(Blocks, GetHeapCounts().Blocks, "heap blocks");
    PROBE_EQUAL(Tasks, CountTasks(), "tasks");
}

PROBE(DetachedTasksAreReaped, "a task that nobody refers to leaves nothing behind") {
    const TaskInfo Info = {.Name = "detached", .Function = ReturnArgument};
    ReapTasks();
    const U32 Tasks = CountTasks();

    for (U32 Count = 0; Count < 3 * MAX_TASKS; ++Count) {
        if (!PROBE_EXPECT(CreateTask(&Info, NULL) == TASK_CREATED, "no task %u", Count)) return;
        YieldTask();
    }
    Sleep(100000);
    ReapTasks();
    PROBE_EQUAL(Tasks, CountTasks(), "tasks");
}

PROBE(AFullTableIsAnError, "with no place left CreateTask says so and takes nothing") {
    static Task *Made[MAX_TASKS];
    const TaskInfo Info = {.Name = "filler", .Function = SleepForLong};
    ReapTasks();
    const U32 Frames = GetFrameCounts().Free;
    U32 Count = 0;
    CreateTaskResult Result;

    while ((Result = CreateTask(&Info, &Made[Count])) == TASK_CREATED) ++Count;
    PROBE_EQUAL(TASK_TABLE_FULL, Result, "result");
    PROBE_EQUAL(MAX_TASKS, CountTasks(), "tasks");
    const U32 FramesWhenFull = GetFrameCounts().Free;
    PROBE_EQUAL(TASK_TABLE_FULL, CreateTask(&Info, NULL), "result of another try");
    PROBE_EQUAL(FramesWhenFull, GetFrameCounts().Free, "free frames after it");
    while (Count > 0) {
        KillTask(Made[--Count]);
        PROBE_EQUAL(EXIT_CODE_KILLED, Finish(Made[Count]), "exit code");
    }
    // The mapped areas may have got a page table or two more.
    const U32 Lost = Frames - GetFrameCounts().Free;
    PROBE_EXPECT(Lost <= 2, "%u frames lost", Lost);
}

PROBE(NoMemoryIsAnError, "without memory for a stack CreateTask says so and takes nothing") {
    const TaskInfo Info = {.Name = "huge", .Function = ReturnArgument, .StackPages = 0x10000000};
    const U32 Tasks = CountTasks();

    PROBE_EQUAL(TASK_OUT_OF_MEMORY, CreateTask(&Info, NULL), "result");
    PROBE_EQUAL(Tasks, CountTasks(), "tasks");
}

PROBE(KillTaskEndsAnyTask, "spinning, sleeping and waiting tasks can be killed") {
    volatile U32 Turns = 0;
    Task *Spinner = Start(SpinForever, (void *)&Turns);
    Task *Sleeper = Start(SleepForLong, NULL);

    Sleep(50000);
    PROBE_EXPECT(Turns > 0, "the spinner never ran");
    PROBE_EQUAL(TASK_SLEEPING, Sleeper->State, "state of the sleeper");
    KillTask(Spinner);
    KillTask(Sleeper);
    const U32 Then = Turns;
    PROBE_EQUAL(EXIT_CODE_KILLED, Finish(Spinner), "exit code of the spinner");
    PROBE_EQUAL(EXIT_CODE_KILLED, Finish(Sleeper), "exit code of the sleeper");
    Sleep(30000);
    PROBE_EQUAL(Then, Turns, "turns of the dead spinner");
}

static U32 WaitForOther(void *Other) { return WaitTask(Other); }

PROBE(AKilledWaiterLeavesTheQueue, "the others that wait for the same task still wake up") {
    Task *Awaited = Start(SleepForLong, NULL);
    Task *First = Start(WaitForOther, Awaited);
    Task *Second = Start(WaitForOther, Awaited);
    Task *Third = Start(WaitForOther, Awaited);

    Sleep(50000);
    PROBE_EQUAL(TASK_WAITING, Second->State, "state of a waiter");
    KillTask(Second);
    PROBE_EQUAL(EXIT_CODE_KILLED, Finish(Second), "exit code of the killed waiter");
    KillTask(Awaited);
    PROBE_EQUAL(EXIT_CODE_KILLED, Finish(First), "what the first saw");
    PROBE_EQUAL(EXIT_CODE_KILLED, Finish(Third), "what the third saw");
    PROBE_EQUAL(EXIT_CODE_KILLED, Finish(Awaited), "exit code of the awaited");
}

static U32 Overflow(U32 Depth) {
    volatile U8 Room[256];

    Room[0] = (U8)Depth;
    return Depth == 0 ? 0 : Overflow(Depth - 1) + Room[0];
}

static U32 RunIntoTheGuard(void *Argument) {
    (void)Argument;
    return Overflow(1000000);
}

PROBE_PANICS(PanicStackOverflow, "#DF double fault", "endless recursion ends at the guard page") {
    Finish(Start(RunIntoTheGuard, NULL));
}

PROBE_PANICS(PanicExitWithMutex, "ends with 1 mutexes", "a task may not end while it holds one") {
    static Mutex Held = MUTEX("probe");

    AcquireMutex(&Held);
    ExitTask(0);
}

PROBE_PANICS(PanicWaitForSelf, "Ended != CurrentTask()", "a task that waits for itself panics") {
    WaitTask(CurrentTask());
}
