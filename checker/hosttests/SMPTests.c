#include "Test.h"
#include "smp/BootPolicy.h"
#include "smp/CPURecord.h"

static CPURecord Enabled(U32 ProcessorID, U32 APICID) {
    return (CPURecord){.ProcessorID = ProcessorID, .APICID = APICID, .Flags = CPU_RECORD_ENABLED};
}

static void TestWhatIsNotRecorded(void) {
    StartRecords(0, MAX_CPUS);
    EXPECT_EQUAL(CPU_DISABLED, RecordCPU((CPURecord){.APICID = 0, .Flags = 0}));
    EXPECT_EQUAL(CPU_DISABLED, RecordCPU((CPURecord){.APICID = 1, .Flags = 2}));
    EXPECT_EQUAL(CPU_RECORDED, RecordCPU(Enabled(9, 0)));
    EXPECT_EQUAL(CPU_REPEATED, RecordCPU(Enabled(8, 0)));
    EXPECT_EQUAL(CPU_RECORDED, RecordCPU(Enabled(7, MAX_APIC_ID)));
    EXPECT_EQUAL(CPU_REPEATED, RecordCPU(Enabled(6, MAX_APIC_ID)));
    EXPECT_EQUAL(CPU_UNADDRESSABLE, RecordCPU(Enabled(5, MAX_APIC_ID + 1)));
    EXPECT_EQUAL(CPU_UNADDRESSABLE, RecordCPU(Enabled(4, 0xFFFFFFFF)));
    EXPECT_EQUAL(2, CPUCount);
    EXPECT_EQUAL(9, CPURecords[BootCPUIndex].ProcessorID);
    EXPECT_EQUAL(7, CPURecords[1 - BootCPUIndex].ProcessorID);
}

// With every limit and the boot CPU at every place among the listed.
static void TestTheBootCPUAlwaysFits(void) {
    for (U32 Limit = 1; Limit <= MAX_CPUS; Limit++) {
        for (U32 Boot = 0; Boot < 40; Boot++) {
            U32 LeftOut = 0;
            StartRecords(Boot, Limit);
            for (U32 ID = 0; ID < 40; ID++) {
                if (RecordCPU(Enabled(100 + ID, ID)) == CPU_LEFT_OUT) LeftOut++;
            }
            EXPECT_EQUAL(Limit, CPUCount);
            EXPECT_EQUAL(40 - Limit, LeftOut);
            EXPECT_EQUAL(Boot, CPURecords[BootCPUIndex].APICID);
        }
    }
}

static void TestEveryReason(void) {
    SMPFacts Facts = {.IsUnwanted = TRUE, .IsX2APIC = TRUE, .APICAddress = 1, .MADTAddress = 2};
    EXPECT_EQUAL(SMP_REFUSED_BY_COMMAND_LINE, DecideSMP(&Facts));
    Facts.IsUnwanted = FALSE;
    EXPECT_EQUAL(SMP_REFUSED_NO_APIC, DecideSMP(&Facts));
    Facts.HasAPIC = TRUE;
    EXPECT_EQUAL(SMP_REFUSED_APIC_DISABLED, DecideSMP(&Facts));
    Facts.IsAPICEnabled = TRUE;
    EXPECT_EQUAL(SMP_REFUSED_X2APIC_MODE, DecideSMP(&Facts));
    Facts.IsX2APIC = FALSE;
    EXPECT_EQUAL(SMP_REFUSED_NO_MADT, DecideSMP(&Facts));
    Facts.HasMADT = TRUE;
    EXPECT_EQUAL(SMP_REFUSED_DAMAGED_MADT, DecideSMP(&Facts));
    Facts.IsMADTIntact = TRUE;
    EXPECT_EQUAL(SMP_REFUSED_ADDRESS_MISMATCH, DecideSMP(&Facts));
    Facts.MADTAddress = 1;
    EXPECT_EQUAL(SMP_REFUSED_BSP_NOT_LISTED, DecideSMP(&Facts));
    Facts.IsBootCPUListed = TRUE;
    EXPECT_EQUAL(SMP_ALLOWED, DecideSMP(&Facts));
}

void TestSMP(void) {
    TestWhatIsNotRecorded();
    TestTheBootCPUAlwaysFits();
    TestEveryReason();
}
