#include "smp/ApplicationCPU.h"

#include <stdatomic.h>

#include "Descriptors.h"
#include "arch/Arch.h"
#include "arch/x86/common/Exceptions.h"
#include "arch/x86/common/LocalAPICTimer.h"
#include "arch/x86/common/MemoryTypes.h"
#include "cpu/Features.h"

StartSlot StartSlots[MAX_CPUS];

// By the same index; written before the slot is CALLED, and then its CPU's alone.
static DescriptorTables Tables[MAX_CPUS];
static LocalInput Inputs[MAX_CPUS][LOCAL_INPUTS];

static MemoryTypes BootTypes;  // [i] of the boot CPU

static BOOL ChangeState(StartSlot *Slot, U32 From, U32 To) {
    return atomic_compare_exchange_strong(&Slot->State, &From, To);
}

// A panic's. None to those that are on their way: before their IDT it would reset the machine. They
// look for a panic themselves, once they are online.
static void HaltOtherCPUs(void) {
    const U32 Others = OnlineCPUs & ~(1u << PerCPUGet(Index));

    for (U32 Index = 0; Index < CPUCount; Index++) {
        if ((Others >> Index & 1) != 0) SendNMI(CPUTable[Index].APICID);
    }
}

void PrepareCPUs(PHYSICAL Page) {
    for (U32 Index = 0; Index < CPUCount; Index++) {
        StartSlots[Index].APICID = CPURecords[Index].APICID;
        StartSlots[Index].State = Index == BootCPUIndex ? CPU_ONLINE : CPU_OFFLINE;
    }
    ReadMemoryTypes(&BootTypes);
    PrepareAPStart(Page, StartSlots, CPUCount, APMain);
    SetOtherCPUsStop(HaltOtherCPUs);
}

void ExpectCPU(U32 Index, const APResources *Resources) {
    StartSlot *Slot = &StartSlots[Index];
    CPU *Expected = &CPUTable[Index];

    FillDescriptors(&Tables[Index], Resources->ExceptionStackTops);
    Expected->TSS = &Tables[Index].Task;
    Expected->KernelStackTop = Resources->StackTop;
    Expected->PerCpuStack = Resources->StackTop;
    Expected->LapicTimer.Frequency = LocalAPICTimerFrequency;
    Expected->Status = CPU_BOOTING;
    for (U32 Input = 0; Input < LOCAL_INPUTS; Input++) {
        Inputs[Index][Input] = Resources->Inputs[Input];
    }
    Slot->StackTop = Resources->StackTop;
    Slot->State = CPU_CALLED;  // last: an AP that sees it sees the rest
}

BOOL GiveUpCPU(U32 Index) {
    StartSlot *Slot = &StartSlots[Index];

    // It may go from one to the other in between, but never back.
    if (!ChangeState(Slot, CPU_CALLED, CPU_OFFLINE) &&
        !ChangeState(Slot, CPU_BOOTING, CPU_OFFLINE)) {
        return FALSE;
    }
    SendINIT(Slot->APICID);
    CPUTable[Index].Status = CPU_OFFLINE;
    return TRUE;
}

// Last, for the boot CPU may go on then. If it has given up, nobody expects this CPU any more; if
// not, it cannot any more, and who sees the bit or the status sees a CPU that stays.
static void ReportOnline(StartSlot *Slot) {
    if (!ChangeState(Slot, CPU_BOOTING, CPU_ONLINE)) HaltForever();
    CPU *Self = CurrentCPU();
    atomic_fetch_or(&OnlineCPUs, 1u << Self->Index);
    Self->Status = CPU_ONLINE;
    // A panic that did not see the bit yet has sent this CPU no NMI.
    if (IsPanicElsewhere()) HaltForever();
}

void APMain(StartSlot *Slot) {
    const U32 Index = (U32)(Slot - StartSlots);

    LoadDescriptors(&Tables[Index]);
    LoadCPU(&CPUTable[Index]);
    LoadInterruptTable();
    SetMemoryTypes(&BootTypes);
    EnableFeatures();
    EnableLocalAPIC(Inputs[Index]);
    CurrentCPU()->LocalAPICBase = ReadLocalAPICState().Address;
    ReportOnline(Slot);
    for (;;) WaitForInterrupt();
}

void StopOtherCPUs(void) {
    for (U32 Index = 0; Index < CPUCount; Index++) {
        StartSlot *Slot = &StartSlots[Index];
        if (Index != BootCPUIndex && ChangeState(Slot, CPU_ONLINE, CPU_OFFLINE)) {
            SendINIT(Slot->APICID);
            atomic_fetch_and(&OnlineCPUs, ~(1u << Index));
            CPUTable[Index].Status = CPU_OFFLINE;
        }
    }
}
