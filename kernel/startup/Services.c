#include "startup/Services.h"

#include "base/Log.h"
#include "devices/CMOS.h"
#include "devices/PCI.h"
#include "firmware/ACPI.h"
#include "network/Network.h"
#include "terminal/Terminal.h"
#include "time/WallClock.h"

// ACPI 6.5, 5.2.9.3: the flags mean something from revision 3 on.
void StartWallClock(void) {
    const FADTRecord *FADT = &ACPI.FADT;
    I64 Seconds;

    if (ACPI.HasFADT && FADT->Revision >= 3 && (FADT->BootFlags & FADT_NO_CMOS_CLOCK)) return;
    if (ReadCMOSClock(ACPI.HasFADT ? FADT->CenturyIndex : 0, &Seconds)) SetWallClock(Seconds);
    else LogInfo("time", "no CMOS clock");
}

void StartDevices(const BootInfo *Boot) {
    InitializeTerminal();
    InitializePCI(Boot);
}

void StartServices(void) { StartNetwork(); }
