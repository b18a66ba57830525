#include "startup/APICMode.h"

#include "arch/Arch.h"
#include "arch/x86/common/APICAccess.h"
#include "arch/x86/common/IOAPIC.h"
#include "arch/x86/common/LocalAPIC.h"
#include "arch/x86/common/PIC.h"
#include "base/CommandLine.h"
#include "base/Log.h"
#include "cpu/IOAPICLines.h"
#include "cpu/InterruptMode.h"
#include "firmware/ACPI.h"
#include "firmware/BIOSAreas.h"
#include "firmware/MPPointer.h"
#include "memory/Mapping.h"
#include "smp/CPURecord.h"
#include "startup/DiscoverCPUs.h"
#include "startup/InterruptRoutes.h"
#include "startup/MeasureTimer.h"

static BOOL SearchMPPointer(const U8 *Area, U32 Bytes, void *Record) {
    return FindMPPointer(Area, Bytes, Record);
}

static BOOL HasIMCR(const BootInfo *Boot) {
    MPPointer Record = {0};
    if (Boot->EFI || SearchBIOSAreas(MP_ROM_START, SearchMPPointer, &Record) == NULL) return FALSE;
    return Record.HasIMCR;
}

// Takes over one IOAPIC; what cannot be one is named in a WARN line.
static void TakeIOAPIC(const MADTIOAPIC *Listed) {
    void *Registers = MapPhysical(Listed->Address, IOAPIC_BYTES, MAP_WRITABLE | MAP_UNCACHED);
    const UINT Saved = SaveInterrupts();
    const BOOL IsGood = Registers != NULL && AddIOAPIC(Registers, Listed->FirstInterrupt);
    RestoreInterrupts(Saved);

    if (IsGood) {
        LogDebug("interrupts", "IOAPIC %u at 0x%x from GSI %u on", Listed->ID, Listed->Address,
                 Listed->FirstInterrupt);
        return;
    }
    LogWarn("interrupts", "IOAPIC %u at 0x%x, from GSI %u on, is ignored", Listed->ID,
            Listed->Address, Listed->FirstInterrupt);
    if (Registers != NULL) UnmapPhysical(Registers, IOAPIC_BYTES);
}

static InterruptModeKind DecideMode(void) {
    if (CommandLine.NoSMP) return PIC_MODE_BY_COMMAND_LINE;
    // Without its registers, whatever the tables say.
    if (APIC == NULL || JudgeTables() != SMP_ALLOWED) return PIC_MODE_TABLES;
    return APIC_MODE;
}

// The 8259s fall silent first: on an input that carries NMIs, a tick of theirs would be one. They
// go on remembering what comes. Context: interrupts off.
static void SwitchToAPICs(const CPURecord *BootCPU, BOOL PutsAPICBetween) {
    LocalInput Inputs[LOCAL_INPUTS];

    FindLocalInputs(&ACPI.MADT, BootCPU->ProcessorID, Inputs);
    MaskAllPICLines();
    EnableLocalAPIC(Inputs);
    if (PutsAPICBetween) PutLocalAPICBetween();
    ReplaceIRQController(&IOAPICController);
}

// Line 2 is none of a device's: the second 8259 sits there.
static void WarnOfLostLines(const IRQRoute Routes[IRQ_LINES]) {
    for (U32 Line = 0; Line < IRQ_LINES; Line++) {
        const U32 GSI = Routes[Line].GSI;
        if (Line == IRQ_CASCADE || HasGSI(GSI)) continue;
        if (GSI == NO_GSI) {
            LogWarn("interrupts", "line %u is lost: another has its input", Line);
        } else {
            LogWarn("interrupts", "line %u is lost: no IOAPIC has GSI %u", Line, GSI);
        }
    }
}

static InterruptModeKind GoToAPICMode(const BootInfo *Boot) {
    const CPURecord *BootCPU = &CPURecords[BootCPUIndex];
    IRQRoute Routes[IRQ_LINES];

    for (U32 Index = 0; Index < ACPI.MADT.IOAPICCount; Index++) {
        TakeIOAPIC(&ACPI.MADT.IOAPICs[Index]);
    }
    FindIRQRoutes(&ACPI.MADT, Routes);
    if (!HasGSI(Routes[IRQ_TIMER].GSI)) return PIC_MODE_NO_IOAPIC;

    WarnOfLostLines(Routes);
    const BOOL PutsAPICBetween = HasIMCR(Boot);
    SetIRQRoutes(Routes, BootCPU->APICID);
    const UINT Saved = SaveInterrupts();
    SwitchToAPICs(BootCPU, PutsAPICBetween);
    RestoreInterrupts(Saved);
    return APIC_MODE;
}

// What the tables said of the timer's line was wrong. LINT0 first: as long as it carries NMIs, an
// 8259 that is opened raises one.
static void ReturnToPIC(void) {
    const UINT Saved = SaveInterrupts();
    SetVirtualWireMode();
    ReplaceIRQController(&PICController);
    RestoreInterrupts(Saved);
}

void EnterAPICMode(const BootInfo *Boot) {
    InterruptMode = DecideMode();
    if (InterruptMode == APIC_MODE) InterruptMode = GoToAPICMode(Boot);
    if (InterruptMode == APIC_MODE && !MeasureTimer()) {
        ReturnToPIC();
        InterruptMode = PIC_MODE_NO_TICK;
    }
    if (InterruptMode == APIC_MODE) {
        LogInfo("interrupts", "APIC mode: CPU %u, APIC ID %u, by %s", BootCPUIndex,
                ReadLocalAPICID(), APIC->Name);
    } else {
        Log(InterruptMode == PIC_MODE_BY_COMMAND_LINE ? LOG_INFO : LOG_WARN, "interrupts",
            "PIC mode: %s", DescribeInterruptMode(InterruptMode));
    }
}
