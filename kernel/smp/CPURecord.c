#include "smp/CPURecord.h"

#include "base/Assert.h"

CPURecord CPURecords[MAX_CPUS];
U32 CPUCount;
U32 BootCPUIndex;

static U32 BootAPICID;
static U32 Limit;
static BOOL BootCPUFound;

// A bit for each APIC ID that has been listed, whether or not there was room for it.
static U32 Listed[MAX_APIC_ID / 32 + 1];

void StartRecords(U32 NewBootAPICID, U32 NewLimit) {
    ASSERT(NewLimit >= 1 && NewLimit <= MAX_CPUS);
    BootAPICID = NewBootAPICID;
    Limit = NewLimit;
    BootCPUFound = FALSE;
    CPUCount = 0;
    BootCPUIndex = 0;
    for (U32 Word = 0; Word < ARRAY_COUNT(Listed); Word++) Listed[Word] = 0;
}

// Tells whether APICID has been listed before; from now on it has.
static BOOL WasListed(U32 APICID) {
    const U32 Bit = 1u << (APICID % 32);
    const BOOL Before = (Listed[APICID / 32] & Bit) != 0;
    Listed[APICID / 32] |= Bit;
    return Before;
}

RecordResult RecordCPU(CPURecord Record) {
    if (!(Record.Flags & CPU_RECORD_ENABLED)) return CPU_DISABLED;
    if (Record.APICID > MAX_APIC_ID) return CPU_UNADDRESSABLE;
    if (WasListed(Record.APICID)) return CPU_REPEATED;

    const BOOL IsBootCPU = Record.APICID == BootAPICID;
    const U32 KeptForBootCPU = IsBootCPU || BootCPUFound ? 0 : 1;
    if (CPUCount + KeptForBootCPU >= Limit) return CPU_LEFT_OUT;

    if (IsBootCPU) {
        BootCPUFound = TRUE;
        BootCPUIndex = CPUCount;
    }
    CPURecords[CPUCount++] = Record;
    return CPU_RECORDED;
}

void RecordOnlyBootCPU(CPURecord Record) {
    CPURecords[0] = Record;
    CPUCount = 1;
    BootCPUIndex = 0;
}
