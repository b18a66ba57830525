#include "startup/MeasureTimer.h"

#include "arch/x86/common/LocalAPICTimer.h"
#include "base/Log.h"
#include "firmware/ACPI.h"
#include "memory/Mapping.h"
#include "time/Clock.h"
#include "time/HPETCounter.h"
#include "time/TimerCalibration.h"

#define IN_MEMORY 0  // HPETRecord.Space

static const TimeReference *FindHPET(void) {
    if (!ACPI.HasHPET || ACPI.HPET.Space != IN_MEMORY) return NULL;
    void *Registers =
        MapPhysical(ACPI.HPET.Address, HPET_REGISTER_BYTES, MAP_WRITABLE | MAP_UNCACHED);
    if (Registers == NULL) return NULL;
    const TimeReference *HPET = StartHPETCounter(Registers);
    if (HPET != NULL) return HPET;
    LogWarn("time", "HPET at 0x%llx is ignored: it does not count", ACPI.HPET.Address);
    UnmapPhysical(Registers, HPET_REGISTER_BYTES);
    return NULL;
}

BOOL MeasureTimer(void) {
    const TimeReference Clock = ClockReference();
    const TimeReference *HPET = FindHPET();
    const TimeReference *Reference = HPET != NULL ? HPET : &Clock;

    if (!SeesTicks(Reference)) return FALSE;
    if (CalibrateLocalAPICTimer(Reference)) {
        LogDebug("time", "Local APIC timer counts %llu times a second, by the %s",
                 LocalAPICTimerFrequency, Reference->Name);
    } else {
        LogWarn("time", "Local APIC timer cannot be measured by the %s", Reference->Name);
    }
    return TRUE;
}
