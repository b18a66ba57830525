#include "startup/StartCPUs.h"

#include "arch/Arch.h"
#include "arch/x86/common/LocalAPIC.h"
#include "arch/x86/common/LowPages.h"
#include "base/Log.h"
#include "cpu/InterruptMode.h"
#include "firmware/ACPI.h"
#include "memory/KernelStack.h"
#include "smp/ApplicationCPU.h"
#include "smp/CPUTable.h"
#include "startup/InterruptRoutes.h"
#include "time/Clock.h"

// Intel SDM vol. 3A, "MP Initialization Protocol", example for the BSP: 10 ms after the INIT, 200
// us after each start-up message.
#define INIT_MICROSECONDS 10000
#define START_UP_MICROSECONDS 200

// How long they have after that. An AP takes less than a millisecond, and yet a hypervisor may let
// it wait for its turn. Only CPUs that do not exist or do not work let a boot wait so long, once.
#define PATIENCE_MICROSECONDS 500000
#define POLL_MICROSECONDS 100

// How long one that has come may take to say so.
#define REPORT_MICROSECONDS 10000

#define STACK_PAGES 4

static U32 StateOf(U32 Index) { return StartSlots[Index].State; }

static BOOL AllocateStack(LINEAR *Top, U32 Pages) {
    KernelStack Stack;
    if (!AllocateKernelStack(&Stack, Pages)) return FALSE;
    *Top = Stack.Top;
    return TRUE;
}

// Nothing is given back where memory runs out: it takes some 50 KiB, and a machine without them has
// no use for a further CPU.
static BOOL CollectResources(U32 Index, APResources *Resources) {
    if (!AllocateStack(&Resources->StackTop, STACK_PAGES)) return FALSE;
    for (U32 Stack = 0; Stack < ExceptionStackCount; Stack++) {
        LINEAR *Top = &Resources->ExceptionStackTops[Stack];
        if (!AllocateStack(Top, EXCEPTION_STACK_BYTES / PAGE_BYTES)) return FALSE;
    }
    FindLocalInputs(&ACPI.MADT, CPURecords[Index].ProcessorID, Resources->Inputs);
    return TRUE;
}

static void LogNoMemory(U32 Index) {
    LogWarn("smp", "CPU %u stays offline: no memory for the stacks of APIC ID %u", Index,
            CPURecords[Index].APICID);
}

static void ExpectAll(void) {
    for (U32 Index = 0; Index < CPUCount; Index++) {
        APResources Resources;
        if (Index == BootCPUIndex) continue;
        if (CollectResources(Index, &Resources)) ExpectCPU(Index, &Resources);
        else LogNoMemory(Index);
    }
}

// Of those that have not come yet. One that has is not told again: the second message is for one
// that lost the first.
static void SendStartUps(PHYSICAL Page) {
    for (U32 Index = 0; Index < CPUCount; Index++) {
        if (StateOf(Index) == CPU_CALLED) SendStartUp(CPURecords[Index].APICID, Page);
    }
    BusyWait(START_UP_MICROSECONDS);
}

// All at once, so that the machine waits 10 ms and not 10 ms a CPU.
static void CallAll(PHYSICAL Page) {
    for (U32 Index = 0; Index < CPUCount; Index++) {
        if (StateOf(Index) == CPU_CALLED) SendINIT(CPURecords[Index].APICID);
    }
    BusyWait(INIT_MICROSECONDS);
    SendStartUps(Page);
    SendStartUps(Page);
}

static BOOL IsOnItsWay(U32 Index) { return CPUTable[Index].Status == CPU_BOOTING; }

static BOOL IsAnyOnItsWay(void) {
    for (U32 Index = 0; Index < CPUCount; Index++) {
        if (IsOnItsWay(Index)) return TRUE;
    }
    return FALSE;
}

static void AwaitAll(void) {
    for (U32 Waited = 0; Waited < PATIENCE_MICROSECONDS && IsAnyOnItsWay();
         Waited += POLL_MICROSECONDS) {
        BusyWait(POLL_MICROSECONDS);
    }
}

// Of one that has come at the last moment: it is some instructions from saying so, and cannot be
// given up any more.
static void AwaitReport(U32 Index) {
    const U32 APICID = CPURecords[Index].APICID;

    for (U32 Waited = 0; Waited < REPORT_MICROSECONDS && IsOnItsWay(Index);
         Waited += POLL_MICROSECONDS) {
        BusyWait(POLL_MICROSECONDS);
    }
    if (!IsOnItsWay(Index)) LogInfo("smp", "CPU %u online: APIC ID %u", Index, APICID);
    else LogWarn("smp", "CPU %u is late: APIC ID %u has not reported yet", Index, APICID);
}

// Returns whether nobody can be in the stub any more.
static BOOL SettleAll(void) {
    BOOL AllCame = TRUE;

    for (U32 Index = 0; Index < CPUCount; Index++) {
        const U32 State = StateOf(Index);
        const U32 APICID = CPURecords[Index].APICID;
        if (Index == BootCPUIndex || State == CPU_OFFLINE) continue;
        if (State == CPU_ONLINE || !GiveUpCPU(Index)) {
            AwaitReport(Index);
            continue;
        }
        AllCame = FALSE;
        LogWarn("smp", "CPU %u stays offline: APIC ID %u %s", Index, APICID,
                State == CPU_CALLED ? "does not answer" : "stopped on its way");
    }
    return AllCame;
}

// NULL, or why no other CPU can be started.
static const char *FindObstacle(PHYSICAL Page) {
    if (InterruptMode != APIC_MODE) return "interrupts come through the 8259s";
    // The one that is would run the firmware after an INIT, and with it reset the machine.
    if (!ReadLocalAPICState().IsFirst) return "this is not the firmware's boot processor";
    if (Page == NO_LOW_PAGE) return "no page below 1 MiB is free";
    return NULL;
}

void StartCPUs(void) {
    if (CPUCount == 1) return;

    const PHYSICAL Page = FindLowPage();
    const char *Obstacle = FindObstacle(Page);
    if (Obstacle != NULL) {
        LogWarn("smp", "the other CPUs stay offline: %s", Obstacle);
        return;
    }
    const U64 Start = ClockMicroseconds();
    PrepareCPUs(Page);
    ExpectAll();
    CallAll(Page);
    AwaitAll();
    const U32 Microseconds = (U32)(ClockMicroseconds() - Start);
    // Who was given up and comes all the same finds the stub, and by it a place to halt.
    if (SettleAll()) ClearLowPage(Page);
    LogInfo("smp", "%u of %u CPUs online after %u us", CountOnlineCPUs(), CPUCount, Microseconds);
}
