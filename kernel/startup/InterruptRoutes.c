#include "startup/InterruptRoutes.h"

enum {
    ISA_BUS = 0,

    // Table 5.26 "MPS INTI Flags"; 0 is whatever the bus has.
    POLARITY_HIGH = 1,
    POLARITY_LOW = 3,
    TRIGGER_EDGE = 1,
    TRIGGER_LEVEL = 3,
};

static IRQRoute RouteOf(const MADTOverride *Override) {
    const U32 Polarity = MADT_POLARITY(Override->Flags);
    const U32 Trigger = MADT_TRIGGER(Override->Flags);

    return (IRQRoute){
        .GSI = Override->Interrupt,
        .IsPolarityGiven = Polarity == POLARITY_HIGH || Polarity == POLARITY_LOW,
        .IsActiveLow = Polarity == POLARITY_LOW,
        .IsTriggerGiven = Trigger == TRIGGER_EDGE || Trigger == TRIGGER_LEVEL,
        .IsLevel = Trigger == TRIGGER_LEVEL,
    };
}

static const MADTOverride *FindOverride(const MADTRecords *MADT, U32 Line) {
    for (U32 Index = 0; Index < MADT->OverrideCount; Index++) {
        const MADTOverride *Override = &MADT->Overrides[Index];
        if (Override->Bus == ISA_BUS && Override->Source == Line) return Override;
    }
    return NULL;
}

static BOOL IsTaken(U32 GSI, const IRQRoute Routes[IRQ_LINES], U32 Lines) {
    for (U32 Line = 0; Line < Lines; Line++) {
        if (Routes[Line].GSI == GSI) return TRUE;
    }
    return FALSE;
}

void FindIRQRoutes(const MADTRecords *MADT, IRQRoute Routes[IRQ_LINES]) {
    // Overrides first, as each takes an input away from the line that has its number. Two of them
    // for one input would be one interrupt with two meanings: the first counts.
    for (U32 Line = 0; Line < IRQ_LINES; Line++) {
        const MADTOverride *Override = FindOverride(MADT, Line);
        Routes[Line] = Override == NULL ? (IRQRoute){.GSI = NO_GSI} : RouteOf(Override);
        if (IsTaken(Routes[Line].GSI, Routes, Line)) Routes[Line] = (IRQRoute){.GSI = NO_GSI};
    }
    for (U32 Line = 0; Line < IRQ_LINES; Line++) {
        if (FindOverride(MADT, Line) == NULL && !IsTaken(Line, Routes, IRQ_LINES)) {
            Routes[Line].GSI = Line;
        }
    }
}

void FindLocalInputs(const MADTRecords *MADT, U32 ProcessorID, LocalInput Inputs[LOCAL_INPUTS]) {
    for (U32 Input = 0; Input < LOCAL_INPUTS; Input++) Inputs[Input] = (LocalInput){0};
    for (U32 Index = 0; Index < MADT->LocalNMICount; Index++) {
        const MADTLocalNMI *NMI = &MADT->LocalNMIs[Index];
        const BOOL IsMeant =
            NMI->ProcessorID == ProcessorID || NMI->ProcessorID == MADT_ALL_PROCESSORS;
        if (!IsMeant || NMI->Input >= LOCAL_INPUTS) continue;
        Inputs[NMI->Input].IsNMI = TRUE;
        Inputs[NMI->Input].IsActiveLow = MADT_POLARITY(NMI->Flags) == POLARITY_LOW;
    }
}
