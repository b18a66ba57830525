#include "startup/Exit.h"

#include "arch/Arch.h"
#include "base/CommandLine.h"
#include "base/Log.h"
#include "firmware/Power.h"

void ExitAsAsked(void) {
    switch (CommandLine.Exit) {
        case EXIT_NONE: return;
        case EXIT_POWEROFF: PowerOff();
        case EXIT_REBOOT: Reboot();
        case EXIT_HALT: LogInfo("power", "halted"); HaltForever();
    }
}
