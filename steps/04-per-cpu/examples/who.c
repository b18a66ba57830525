#include "arch/Arch.h"
#include "arch/x86/common/LocalAPIC.h"
#include "arch/x86/common/Vectors.h"
#include "base/Log.h"
#include "probe/Probe.h"
#include "smp/CPURecord.h"

static const CPU *_Atomic Found[MAX_APIC_ID + 1];

static BOOL NoteWho(TrapFrame *Frame, void *Context) {
    (void)Frame;
    (void)Context;
    Found[ReadLocalAPICID()] = CurrentCPU();
    return TRUE;
}

PROBE(Who, "an NMI finds the entry of the CPU that it comes to") {
    RegisterExceptionHandler(VECTOR_NMI, NoteWho, NULL);
    for (U32 Index = 0; Index < CPUCount; Index++) {
        const U32 APICID = CPURecords[Index].APICID;
        SendNMI(APICID);
        while (Found[APICID] == NULL) WaitForInterrupt();
        LogInfo("who", "APIC ID %u finds entry %u at %p", APICID, Found[APICID]->Index,
                (const void *)Found[APICID]);
    }
}
