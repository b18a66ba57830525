#include "tasks/Scheduler.h"

#include "arch/Arch.h"
#include "base/Assert.h"
#include "base/String.h"
#include "memory/AddressSpace.h"
#include "sync/Freeze.h"
#include "tasks/TaskTable.h"
#include "time/Clock.h"
#include "trace/Trace.h"

// Context of the three: interrupts off, but for the question.
static BOOL IsPreemptionDue(void) {
    return (PerCPUGet(PerCpuFlags) & CPU_PREEMPTION_DUE) != 0;
}

static void DemandPreemption(void) {
    PerCPUSet(PerCpuFlags, PerCPUGet(PerCpuFlags) | CPU_PREEMPTION_DUE);
}

static void ForgetPreemption(void) {
    PerCPUSet(PerCpuFlags, PerCPUGet(PerCpuFlags) & ~CPU_PREEMPTION_DUE);
}

// The task whose turn is after Last's, or Last itself, or the idle task.
static Task *PickTask(const Task *Last) {
    const U32 LastIndex = (U32)(Last - TaskTable);

    for (U32 Index = LastIndex + 1; Index < TaskPlaces; ++Index) {
        if (TaskTable[Index].State == TASK_READY) return &TaskTable[Index];
    }
    for (U32 Index = 1; Index <= LastIndex; ++Index) {
        if (TaskTable[Index].State == TASK_READY) return &TaskTable[Index];
    }
    return IDLE_TASK;
}

// Gives the CPU to the next task. The running one has got another state before.
static void SwitchTask(void) {
    Task *Last = CurrentTask();
    Task *Next = PickTask(Last);

    ASSERT(!InterruptsEnabled() && !IsFrozen());
    ASSERT_THAT(Last->State != TASK_RUNNING, "task %u", Last->Number);
    ASSERT_THAT(Next->State == TASK_READY, "task %u, state %u", Next->Number, Next->State);
    ForgetPreemption();
    Next->State = TASK_RUNNING;
    if (Next == Last) return;

    TraceTaskSwitch(Next->Number);
    PerCPUSet(CurrentTask, Next);
    PerCPUAdd(Statistics.TaskSwitches, 1);
    SetKernelStack(Next->Stack.Top);
    if (Last->FPU != NULL) SaveFPU(Last->FPU);
    if (Next->FPU != NULL) LoadFPU(Next->FPU);
    Last->Space = CurrentUserSpace();
    EnterAddressSpace(Next->Space);
    SwitchContext(&Last->Context, &Next->Context);
}

static void LetOthersRun(void) {
    CurrentTask()->State = TASK_READY;
    SwitchTask();
}

// At the end of an interrupt, and when a frozen section ends. A preemption that comes due while
// tasks can't be switched stays due.
static void PreemptIfDue(void) {
    if (IsPreemptionDue() && !IsFrozen()) LetOthersRun();
}

static void PreemptAfterUnfreeze(void) {
    if (!IsPreemptionDue() || !InterruptsEnabled()) return;

    const UINT Saved = SaveInterrupts();
    PreemptIfDue();
    RestoreInterrupts(Saved);
}

void OnTick(void) {
    const U64 Now = ClockMicroseconds();

    ++CurrentTask()->TicksRun;
    for (U32 Index = 0; Index < TaskPlaces; ++Index) {
        Task *Sleeper = &TaskTable[Index];
        if (Sleeper->WakeTime > Now) continue;
        if (Sleeper->State == TASK_SLEEPING) MakeReady(Sleeper);
        else if (Sleeper->State == TASK_WAITING && Sleeper->WaitsKillably) {
            EndWait(Sleeper, WAIT_TIMED_OUT);
        }
    }
    DemandPreemption();
}

void MakeReady(Task *Woken) {
    ASSERT_THAT(Woken->State == TASK_SLEEPING || Woken->State == TASK_WAITING, "task %u, state %u",
                Woken->Number, Woken->State);
    Woken->State = TASK_READY;
    if (CurrentTask() == IDLE_TASK) DemandPreemption();
}

void BlockTask(TaskState State) {
    Task *Self = CurrentTask();

    ASSERT(Self != IDLE_TASK);
    ASSERT_THAT(!IsFrozen(), "task %u blocks in a frozen section", Self->Number);
    Self->State = State;
    SwitchTask();
}

void LeaveForever(void) {
    ASSERT_THAT(CurrentTask()->State == TASK_DEAD, "task %u", CurrentTask()->Number);
    SwitchTask();
    Panic("tasks: dead task %u ran again", CurrentTask()->Number);
}

void YieldTask(void) {
    const UINT Saved = SaveInterrupts();

    LetOthersRun();
    RestoreInterrupts(Saved);
}

void Sleep(U64 Microseconds) {
    if (Microseconds == 0) {
        YieldTask();
        return;
    }
    Task *Self = CurrentTask();
    const UINT Saved = SaveInterrupts();

    // A sleep beyond the end of time is one for ever.
    if (__builtin_add_overflow(ClockMicroseconds(), Microseconds, &Self->WakeTime)) {
        Self->WakeTime = ~0ULL;
    }
    BlockTask(TASK_SLEEPING);
    RestoreInterrupts(Saved);
}

void InitializeTasks(void) {
    Task *Idle = IDLE_TASK;

    CopyString(Idle->Name, sizeof(Idle->Name), "idle");
    Idle->Stack = (KernelStack){BootStackBottom(), BootStackTop()};
    Idle->State = TASK_RUNNING;
    Idle->References = 1;  // the scheduler's own, for good
    PerCPUSet(CurrentTask, Idle);
    SetKernelStack(Idle->Stack.Top);
    SetPreemption(PreemptAfterUnfreeze);
    SetInterruptReturnHook(PreemptIfDue);
}

void KernelIdle(void) {
    ASSERT(CurrentTask() == IDLE_TASK);
    for (;;) WaitForInterrupt();
}
