#include "startup/DiscoverCPUs.h"

#include "arch/x86/common/LocalAPIC.h"
#include "base/CommandLine.h"
#include "base/Log.h"
#include "firmware/ACPI.h"
#include "smp/BootPolicy.h"
#include "smp/CPURecord.h"
#include "smp/CPUTable.h"

static CPURecord ToRecord(const MADTProcessor *Processor) {
    return (CPURecord){.ProcessorID = Processor->ProcessorID,
                       .APICID = Processor->APICID,
                       .Flags = Processor->Flags};
}

// The MADT's entry for APICID, an enabled one if there is any; NULL if there is none.
static const MADTProcessor *FindProcessor(U32 APICID) {
    const MADTProcessor *Found = NULL;
    for (U32 Index = 0; Index < ACPI.MADT.ProcessorCount; Index++) {
        const MADTProcessor *Processor = &ACPI.MADT.Processors[Index];
        if (Processor->APICID != APICID) continue;
        if (Processor->Flags & MADT_PROCESSOR_ENABLED) return Processor;
        if (Found == NULL) Found = Processor;
    }
    return Found;
}

static BOOL IsListed(U32 APICID) {
    const MADTProcessor *Processor = FindProcessor(APICID);
    return Processor != NULL && (Processor->Flags & MADT_PROCESSOR_ENABLED);
}

static SMPFacts CollectFacts(const LocalAPICState *APIC) {
    return (SMPFacts){
        .IsUnwanted = CommandLine.NoSMP || CommandLine.MaxCPUs == 1,
        .HasAPIC = APIC->IsPresent,
        .IsAPICEnabled = APIC->IsEnabled,
        .IsX2APIC = APIC->IsX2APIC,
        .HasMADT = ACPI.MADTState == MADT_READ || ACPI.MADTState == MADT_DAMAGED,
        .IsMADTIntact = ACPI.MADTState == MADT_READ,
        .APICAddress = APIC->Address,
        .MADTAddress = MADTLocalAPICAddress(&ACPI.MADT),
        .IsBootCPUListed = IsListed(APIC->InitialAPICID),
    };
}

SMPPolicy JudgeTables(void) {
    const LocalAPICState APIC = ReadLocalAPICState();
    SMPFacts Facts = CollectFacts(&APIC);
    Facts.IsUnwanted = FALSE;
    return DecideSMP(&Facts);
}

// Says what became of a processor that was not recorded. A disabled one is nothing unusual: that is
// how firmware lists empty sockets.
static void LogUnrecorded(const CPURecord *Record, RecordResult Result) {
    switch (Result) {
        case CPU_RECORDED:
        case CPU_DISABLED: return;
        case CPU_UNADDRESSABLE:
            LogWarn("smp", "ACPI processor %u is ignored: APIC ID %u cannot be addressed",
                    Record->ProcessorID, Record->APICID);
            return;
        case CPU_REPEATED:
            LogWarn("smp", "ACPI processor %u is ignored: APIC ID %u is listed before",
                    Record->ProcessorID, Record->APICID);
            return;
        case CPU_LEFT_OUT:
            LogWarn("smp", "left out: ACPI processor %u, APIC ID %u", Record->ProcessorID,
                    Record->APICID);
            return;
    }
}

static void RecordAllCPUs(U32 BootAPICID) {
    const U32 Wanted = CommandLine.MaxCPUs == 0 ? MAX_CPUS : CommandLine.MaxCPUs;
    const U32 Limit = MINIMUM(Wanted, MAX_CPUS);
    U32 LeftOut = 0;

    StartRecords(BootAPICID, Limit);
    for (U32 Index = 0; Index < ACPI.MADT.ProcessorCount; Index++) {
        const CPURecord Record = ToRecord(&ACPI.MADT.Processors[Index]);
        const RecordResult Result = RecordCPU(Record);
        LogUnrecorded(&Record, Result);
        if (Result == CPU_LEFT_OUT) LeftOut++;
    }
    if (LeftOut != 0) LogWarn("smp", "%u CPUs more than the limit of %u", LeftOut, Limit);
}

// What the MADT says about the boot CPU is kept where it says anything.
static void RecordLoneCPU(U32 BootAPICID) {
    const MADTProcessor *Processor = FindProcessor(BootAPICID);
    RecordOnlyBootCPU(Processor != NULL ? ToRecord(Processor)
                                        : (CPURecord){.APICID = BootAPICID,
                                                      .Flags = CPU_RECORD_ENABLED});
}

static void LogPolicy(void) {
    if (BootPolicy == SMP_ALLOWED) return;
    Log(BootPolicy == SMP_REFUSED_BY_COMMAND_LINE ? LOG_INFO : LOG_WARN, "smp", "uniprocessor: %s",
        DescribeSMPPolicy(BootPolicy));
}

static void LogCPUs(void) {
    for (U32 Index = 0; Index < CPUCount; Index++) {
        const CPURecord *Record = &CPURecords[Index];
        LogInfo("smp", "CPU %u: ACPI processor %u, APIC ID %u, flags 0x%x%s", Index,
                Record->ProcessorID, Record->APICID, Record->Flags,
                Index == BootCPUIndex ? ", boot processor" : "");
    }
    LogInfo("smp", "%u CPUs, boot processor APIC ID %u", CPUCount,
            CPURecords[BootCPUIndex].APICID);
}

void DiscoverCPUs(void) {
    const LocalAPICState APIC = ReadLocalAPICState();
    const SMPFacts Facts = CollectFacts(&APIC);

    BootPolicy = DecideSMP(&Facts);
    LogPolicy();
    if (BootPolicy == SMP_ALLOWED) RecordAllCPUs(APIC.InitialAPICID);
    else RecordLoneCPU(APIC.InitialAPICID);
    FillCPUTable();
    LogCPUs();
}
