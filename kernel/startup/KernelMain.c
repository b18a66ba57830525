#include "startup/KernelMain.h"

#include "arch/Arch.h"
#include "arch/BootInfo.h"
#include "base/CommandLine.h"
#include "base/Log.h"
#include "cpu/Features.h"
#include "devices/Serial.h"
#include "memory/Memory.h"
#include "probe/Runner.h"
#include "tasks/Scheduler.h"
#include "trace/Trace.h"

static void StartReporting(void) {
    InitializeTrace();
    InitializePanicReport();
    InitializeDescriptors();
    InitializeSerial();
    AddLogSink(&SerialLogSink);
}

static void LogBootInfo(const BootInfo *Boot) {
    LogInfo("boot", "%s kernel, started by %s", ARCH_NAME, Boot->Loader);
}

static void StartMachine(const BootInfo *Boot) {
    LogBootInfo(Boot);
    DetectFeatures();
    EnableFeatures();
    InitializeMemory(Boot);
    InitializeTasks();
}

void KernelMain(void) {
    StartReporting();
    const BootInfo *Boot = ReadBootInfo();
    ParseCommandLine(Boot->CommandLine, Boot->CommandLineCut);
    StartMachine(Boot);
    HaltForever();
}
