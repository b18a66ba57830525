#include "tasks/Task.h"

#include "base/Assert.h"
#include "base/String.h"
#include "sync/Freeze.h"
#include "tasks/Scheduler.h"
#include "tasks/TaskTable.h"

Task TaskTable[MAX_TASKS];
U32 TaskPlaces = 1;

static U32 NextNumber = 1;

static void RunTask(void *Started) {
    Task *Self = Started;

    EnableInterrupts();
    ExitTask(Self->Function(Self->Argument));
}

static Task *FindFreePlace(void) {
    for (U32 Index = 0; Index < MAX_TASKS; ++Index) {
        if (TaskTable[Index].State == TASK_FREE) return &TaskTable[Index];
    }
    return NULL;
}

// Context: frozen.
static CreateTaskResult MakeTask(const TaskInfo *Info, U32 References, Task **Made) {
    KernelStack Stack;
    Task *Place = FindFreePlace();

    if (Place == NULL) return TASK_TABLE_FULL;
    const U32 StackPages = Info->StackPages == 0 ? TASK_STACK_PAGES : Info->StackPages;
    if (!AllocateKernelStack(&Stack, StackPages)) return TASK_OUT_OF_MEMORY;

    *Place = (Task){
        .Number = NextNumber++,
        .Function = Info->Function,
        .Argument = Info->Argument,
        .Stack = Stack,
        .References = References,
        .IsShielded = Info->IsShielded,
    };
    CopyString(Place->Name, sizeof(Place->Name), Info->Name);
    InitializeContext(&Place->Context, Stack.Top, RunTask, Place);
    // Last: from here on the scheduler, and with it an interrupt's end, may take it.
    Place->State = TASK_READY;
    TaskPlaces = MAXIMUM(TaskPlaces, (U32)(Place - TaskTable) + 1);
    *Made = Place;
    return TASK_CREATED;
}

CreateTaskResult CreateTask(const TaskInfo *Info, Task **Created) {
    Task *Made;

    ASSERT(Info->Function != NULL && Info->Name != NULL);
    // Frozen, so that a creator which is killed has made a task entirely or not at all.
    Freeze();
    ReapTasks();
    const CreateTaskResult Result = MakeTask(Info, Created == NULL ? 0 : 1, &Made);
    if (Result == TASK_CREATED && Created != NULL) *Created = Made;
    Unfreeze();
    return Result;
}

// What remains of a task when it ends, however it ends. Context: interrupts off.
static void Bury(Task *Ended, U32 ExitCode) {
    Ended->State = TASK_DEAD;
    Ended->ExitCode = ExitCode;
    WakeAll(&Ended->Joiners);
}

void ExitTask(U32 ExitCode) {
    Task *Self = CurrentTask();

    DisableInterrupts();
    ASSERT(Self != IDLE_TASK);
    ASSERT_THAT(!IsFrozen(), "task %u ends in a frozen section", Self->Number);
    ASSERT_THAT(Self->MutexesHeld == 0, "task %u ends with %u mutexes", Self->Number,
                Self->MutexesHeld);
    Bury(Self, ExitCode);
    LeaveForever();
}

// Context: interrupts off.
static void AskToDie(Task *Victim) {
    Victim->KillPending = TRUE;
    if (Victim->State == TASK_WAITING && Victim->WaitsKillably) EndWait(Victim, WAIT_KILLED);
}

void KillTask(Task *Victim) {
    if (Victim == CurrentTask() && !Victim->IsShielded) ExitTask(EXIT_CODE_KILLED);

    const UINT Saved = SaveInterrupts();
    ASSERT(Victim != IDLE_TASK && Victim->References > 0);
    if (Victim->State == TASK_DEAD) {
        // Dead already: so be it.
    } else if (Victim->IsShielded) {
        AskToDie(Victim);
    } else if (Victim->MutexesHeld > 0) {
        Victim->KillPending = TRUE;
    } else {
        if (Victim->WaitsIn != NULL) LeaveQueue(Victim->WaitsIn, Victim);
        Bury(Victim, EXIT_CODE_KILLED);
    }
    RestoreInterrupts(Saved);
}

U32 WaitTask(Task *Ended) {
    ASSERT(Ended != CurrentTask() && Ended != IDLE_TASK && Ended->References > 0);
    const UINT Saved = SaveInterrupts();

    while (Ended->State != TASK_DEAD) WaitIn(&Ended->Joiners);
    RestoreInterrupts(Saved);
    return Ended->ExitCode;
}

// Context: frozen. A dead task is off its stack: it left it with interrupts off, and since then
// someone else has been running.
static void ReapTask(Task *Dead) {
    FreeKernelStack(&Dead->Stack);
    Dead->State = TASK_FREE;
    while (TaskTable[TaskPlaces - 1].State == TASK_FREE) --TaskPlaces;
}

void ReapTasks(void) {
    Freeze();
    for (U32 Index = TaskPlaces; Index-- > 1;) {
        Task *Dead = &TaskTable[Index];
        if (Dead->State == TASK_DEAD && Dead->References == 0) ReapTask(Dead);
    }
    Unfreeze();
}

void ReleaseTask(Task *Released) {
    Freeze();
    ASSERT_THAT(Released->References > 0, "task %u", Released->Number);
    --Released->References;
    ReapTasks();
    Unfreeze();
}

U32 CountTasks(void) {
    U32 Count = 0;

    for (U32 Index = 0; Index < TaskPlaces; ++Index) Count += TaskTable[Index].State != TASK_FREE;
    return Count;
}
