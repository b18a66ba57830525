#include "devices/Interrupts.h"

#include "arch/x86/common/LocalAPIC.h"
#include "base/Log.h"
#include "cpu/IRQ.h"
#include "memory/Mapping.h"

// With a Local APIC that is not there or switched off in IA32_APIC_BASE, the 8259s are wired
// straight to the CPU. In x2APIC mode the firmware has set up the wire, or there is none.
static void LetPICThrough(void) {
    const LocalAPICState State = ReadLocalAPICState();
    if (!State.IsPresent) {
        LogInfo("interrupts", "no Local APIC");
    } else if (!State.IsEnabled) {
        LogInfo("interrupts", "Local APIC disabled in IA32_APIC_BASE");
    } else if (State.IsX2APIC) {
        LogWarn("interrupts", "Local APIC in x2APIC mode, left to the firmware");
    } else {
        void *Registers = MapPhysical(State.Address, LOCAL_APIC_BYTES, MAP_WRITABLE | MAP_UNCACHED);
        if (Registers == NULL) {
            LogWarn("interrupts", "Local APIC at 0x%llx cannot be mapped", State.Address);
            return;
        }
        InitializeLocalAPIC(Registers);
        LogInfo("interrupts", "Local APIC %u at 0x%llx lets the 8259 PIC through",
                ReadLocalAPICID(), State.Address);
    }
}

void InitializeInterrupts(void) {
    InitializeIRQs(&PICController);
    LetPICThrough();
}
