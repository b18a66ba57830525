#include "startup/Exit.h"

#include "arch/Arch.h"
#include "base/CommandLine.h"
#include "base/Log.h"
#include "base/Panic.h"
#include "firmware/Power.h"
#include "smp/ApplicationCPU.h"

void ExitAsAsked(void) {
    if (CommandLine.Exit != EXIT_NONE) StopOtherCPUs();
    switch (CommandLine.Exit) {
        case EXIT_NONE: return;
        case EXIT_POWEROFF: PowerOff();
        case EXIT_REBOOT: Reboot();
        case EXIT_HALT: LogInfo("power", "halted"); HaltForever();
    }
}

// Called again if the reset itself panics: then the way that needs nothing.
static void RebootAfterPanic(void) {
    static BOOL WasTried;
    if (WasTried) TripleFault();
    WasTried = TRUE;
    Reboot();
}

void ChoosePanicEnd(void) {
    if (CommandLine.RebootOnPanic) SetPanicStop(RebootAfterPanic);
}
