#include "smp/CPUTable.h"

#include "arch/Arch.h"
#include "arch/x86/common/APStart.h"
#include "smp/CPURecord.h"

static CPU MakeEntry(U32 Index) {
    return (CPU){
        .Self = &CPUTable[Index],
        .Index = Index,
        .Status = CPU_OFFLINE,
        .APICID = CPURecords[Index].APICID,
        .ProcessorID = CPURecords[Index].ProcessorID,
    };
}

// Interrupts off: nobody but an NMI is between its old entry and its new one, and the NMI leaves
// behind no more than its count.
static void MoveBootCPU(void) {
    CPU *Self = &CPUTable[BootCPUIndex];

    *Self = *CurrentCPU();
    Self->Self = Self;
    Self->Index = BootCPUIndex;
    LoadCPU(Self);
    OnlineCPUs = 1u << BootCPUIndex;
}

void FillCPUTable(void) {
    const UINT Saved = SaveInterrupts();

    if (BootCPUIndex != PerCPUGet(Index)) MoveBootCPU();
    CurrentCPU()->ProcessorID = CPURecords[BootCPUIndex].ProcessorID;
    for (U32 Index = 0; Index < CPUCount; Index++) {
        if (Index != BootCPUIndex) CPUTable[Index] = MakeEntry(Index);
    }
    RestoreInterrupts(Saved);
}

U32 CountOnlineCPUs(void) {
    U32 Count = 0;
    for (U32 Online = OnlineCPUs; Online != 0; Online >>= 1) Count += Online & 1;
    return Count;
}
