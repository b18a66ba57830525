#include "arch/CPU.h"

#include "arch/Arch.h"
#include "arch/x86/common/APStart.h"
#include "arch/x86/common/BootCPU.h"
#include "arch/x86/common/LocalAPIC.h"

CPU CPUTable[MAX_CPUS];
_Atomic U32 OnlineCPUs;

_Static_assert(MAX_CPUS <= 32, "a bit of OnlineCPUs for each");
_Static_assert(sizeof(CPU) % CACHE_LINE_BYTES == 0, "no two CPUs share a line");

void StartBootCPU(struct TaskStateSegment *TSS) {
    const LocalAPICState APIC = ReadLocalAPICState();
    CPU *Self = &CPUTable[0];

    *Self = (CPU){
        .Self = Self,
        .KernelStackTop = BootStackTop(),
        .TSS = TSS,
        .PerCpuFlags = CPU_IS_BOOT,
        .Status = CPU_ONLINE,
        .APICID = APIC.InitialAPICID,
        .PerCpuStack = BootStackTop(),
        .LocalAPICBase = APIC.Address,
    };
    OnlineCPUs = 1;
    LoadCPU(Self);
}

BOOL IsBootCPU(void) { return (PerCPUGet(PerCpuFlags) & CPU_IS_BOOT) != 0; }
