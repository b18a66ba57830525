#include "startup/KernelMain.h"

#include "arch/Arch.h"
#include "arch/BootInfo.h"
#include "base/CommandLine.h"
#include "base/Log.h"
#include "base/Panic.h"
#include "cpu/Features.h"
#include "cpu/InterruptMode.h"
#include "devices/Interrupts.h"
#include "firmware/ACPI.h"
#include "memory/Memory.h"
#include "probe/Runner.h"
#include "process/Thread.h"
#include "startup/APICMode.h"
#include "startup/Console.h"
#include "startup/DiscoverCPUs.h"
#include "startup/Exit.h"
#include "startup/FirstProgram.h"
#include "startup/InitialFiles.h"
#include "startup/Services.h"
#include "startup/StartCPUs.h"
#include "startup/SystemViews.h"
#include "startup/UserDevices.h"
#include "syscall/SystemCalls.h"
#include "tasks/Scheduler.h"
#include "time/Clock.h"
#include "time/PIT.h"
#include "trace/Trace.h"

#define FIRST_TICK_LIMIT_MICROSECONDS 1000000

static void LogBootInfo(const BootInfo *Boot) {
    LogInfo("boot", "%s kernel, started by %s%s", ARCH_NAME, Boot->Loader,
            SoftRestarts() != 0 ? ", through real mode again" : "");
    for (U32 Index = 0; Index < Boot->ModuleCount; Index++) {
        const BootModule *Module = &Boot->Modules[Index];
        LogInfo("boot", "module %s, %llu bytes at 0x%llx", Module->Name, Module->Bytes,
                Module->Base);
    }
    if (Boot->ModulesDropped != 0) {
        LogWarn("boot", "%u modules are ignored: there is room for %u", Boot->ModulesDropped,
                (U32)BOOT_MAX_MODULES);
    }
    if (Boot->RegionsDropped != 0) {
        LogWarn("boot", "%u memory regions too many", Boot->RegionsDropped);
    }
}

static void StartReporting(const BootInfo *Boot) {
    ParseCommandLine(Boot->CommandLine, Boot->CommandLineCut);
    StartSerialConsole();
    LogBootInfo(Boot);
    if (Boot->Problem != NULL) Panic("boot: %s", Boot->Problem);
}

static void StartMachine(const BootInfo *Boot) {
    DetectFeatures();
    EnableFeatures();
    InitializeMemory(Boot);
    StartScreenConsole(Boot);
    InitializeInterrupts();
    InitializeClock(&PITTickSource);
    ChoosePanicEnd();
    StartDevices(Boot);
}

static void StartTasks(void) {
    InitializeTasks();
    AddTickCallback(OnTick);
    EnableInterrupts();
}

// Nothing runs without ticks, so that a machine whose timer does not reach the CPU ends here. In
// APIC mode one has come already.
static void WaitForFirstTick(void) {
    const U64 Before = ClockTicks();
    U32 Waited = 0;

    while (ClockTicks() == Before) {
        if (Waited >= FIRST_TICK_LIMIT_MICROSECONDS) Panic("time: no tick arrives");
        BusyWait(TICK_MICROSECONDS / 10);
        Waited += TICK_MICROSECONDS / 10;
    }
}

static void StartUserMode(const BootInfo *Boot) {
    StartWallClock();
    StartFiles(Boot);
    AddSystemViews();
    AddUserDevices();
    InitializeProcesses();
    InitializeSystemCalls();
}

LANDMARK void KernelReady(void) { __asm__ volatile("" ::: "memory"); }

void KernelMain(void) {
    InitializeDescriptors();  // first: from here on the kernel knows which CPU it runs on
    InitializeTrace();
    InitializePanicReport();
    const BootInfo *Boot = ReadBootInfo();

    StartReporting(Boot);
    StartMachine(Boot);
    StartTasks();
    ReadACPITables(Boot);
    DiscoverCPUs();
    if (CommandLine.SoftRestart && SoftRestarts() == 0) SoftRestart();
    EnterAPICMode(Boot);
    if (InterruptMode != APIC_MODE) WaitForFirstTick();
    StartCPUs();

    StartUserMode(Boot);
    LogInfo("boot", "ready");
    KernelReady();
    StartServices();
    const BOOL HasProgram = StartFirstProgram();
    if (CommandLine.ProbeGlob[0] != 0) {
        StartProbes(CommandLine.ProbeGlob, CommandLine.Nonce, ExitAsAsked);
    } else if (!HasProgram) {
        ExitAsAsked();
    }
    KernelIdle();
}
