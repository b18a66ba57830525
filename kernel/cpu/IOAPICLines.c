#include "cpu/IOAPICLines.h"

#include "arch/Arch.h"
#include "arch/x86/common/IOAPIC.h"
#include "arch/x86/common/LocalAPIC.h"
#include "arch/x86/common/PIC.h"
#include "arch/x86/common/Vectors.h"
#include "base/String.h"

static IRQRoute Routes[IRQ_LINES];
static U32 Destination;
static BOOL IsPCILine[IRQ_LINES];  // its driver wants it level-triggered
static BOOL IsOpen[IRQ_LINES];     // not masked

void SetIRQRoutes(const IRQRoute NewRoutes[IRQ_LINES], U32 NewDestination) {
    memcpy(Routes, NewRoutes, sizeof(Routes));
    Destination = NewDestination;
}

static U32 VectorOf(U32 Line) { return VECTOR_IOAPIC_LINES + Line; }

// Context: interrupts off. Leaves the line masked.
static void RouteLine(U32 Line) {
    const IRQRoute *Route = &Routes[Line];
    if (!HasGSI(Route->GSI)) return;
    RouteGSI(Route->GSI, &(IOAPICRoute){
        .Vector = VectorOf(Line),
        .Destination = Destination,
        .IsLevel = Route->IsTriggerGiven ? Route->IsLevel : IsPCILine[Line],
        .IsActiveLow = Route->IsPolarityGiven ? Route->IsActiveLow : IsPCILine[Line],
    });
}

static void RouteAllLines(void) {
    for (U32 Line = 0; Line < IRQ_LINES; Line++) RouteLine(Line);
}

static void MaskLine(U32 Line) {
    IsOpen[Line] = FALSE;
    if (HasGSI(Routes[Line].GSI)) MaskGSI(Routes[Line].GSI);
}

static void UnmaskLine(U32 Line) {
    if (!HasGSI(Routes[Line].GSI)) return;
    IsOpen[Line] = TRUE;
    UnmaskGSI(Routes[Line].GSI);
}

static void MaskAllLines(void) {
    for (U32 Line = 0; Line < IRQ_LINES; Line++) MaskLine(Line);
}

// No IOAPIC tells of an input that is masked. The 8259s see all lines, too, and remember.
static BOOL IsLinePending(U32 Line) {
    return IsOpen[Line] ? IsVectorPending(VectorOf(Line)) : IsPICLinePending(Line);
}

// An IOAPIC sends what has happened; a Local APIC that has nothing to give has a vector for that.
static BOOL IsNeverSpurious(U32 Line) {
    (void)Line;
    return FALSE;
}

static void EndLine(U32 Line) {
    (void)Line;
    EndLocalAPICInterrupt();
}

// The 8259s are told, too: they are asked about lines that are masked, and may be in charge again.
static void SetLineLevel(U32 Line) {
    IsPCILine[Line] = TRUE;
    SetPICLineLevel(Line);
    RouteLine(Line);
}

static void RaiseLine(U32 Line) { RaiseVector(VectorOf(Line)); }

const InterruptController IOAPICController = {
    .Name = "IOAPIC",
    .FirstVector = VECTOR_IOAPIC_LINES,
    .Initialize = RouteAllLines,
    .Mask = MaskLine,
    .Unmask = UnmaskLine,
    .IsPending = IsLinePending,
    .IsSpurious = IsNeverSpurious,
    .End = EndLine,
    .SetLevel = SetLineLevel,
    .MaskAll = MaskAllLines,
    .Raise = RaiseLine,
};
