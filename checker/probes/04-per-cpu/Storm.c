// NMIs at drawn moments, less than a tick apart, while everything runs on: a timer of the HPET
// sends them through an IOAPIC to all CPUs at once. The program nmis sees what they found, as the
// view /system/nmis.
//
// The devices are where QEMU's q35 has them: IA-PC HPET Specification 1.0a, section 2.3; Intel
// 82093AA data sheet, section 3.2.4.

#include "arch/Arch.h"
#include "arch/CPU.h"
#include "arch/x86/common/LocalAPIC.h"
#include "files/Files.h"
#include "memory/Mapping.h"
#include "probe/Probe.h"
#include "smp/CPURecord.h"

#define NMI 2
#define HPET_ADDRESS 0xFED00000u
#define IOAPIC_ADDRESS 0xFEC00000u
#define DEVICE_BYTES 0x400

#define HPET_CONFIGURATION (0x10 / 4)
#define HPET_RUNS 1u
#define HPET_COUNTER (0xF0 / 4)
#define HPET_TIMER (0x120 / 4)  // its second one: configuration, and a comparator behind that
#define HPET_COMPARATOR (0x128 / 4)
#define TIMER_INTERRUPTS (1u << 2)
#define TIMER_32_BITS (1u << 8)
#define TIMER_INPUT(Number) ((Number) << 9)

// The clock's alarm has this input, and the kernel does not use it.
#define INPUT 8u
#define IOAPIC_DATA (0x10 / 4)
#define ENTRY_NMI (4u << 8)
#define ENTRY_MASKED (1u << 16)
#define TO_ALL (0xFFu << 24)

// Counts of 10 ns from one to the next: thousands of instructions, of which the handlers of two
// CPUs take 1,000.
#define LEAST_APART 50000u
#define APART_MASK 0xFFFFu

static volatile U32 *HPET, *IOAPIC;
static U32 Drawn = 1;

static CPU *Entries[256];  // by APIC ID, as the table has them
static U32 Came[256], Wrong, OfUser, CountedBefore;
static U32 Boot;  // APIC ID

static void WriteIOAPIC(U32 Register, U32 Value) {
    IOAPIC[0] = Register;
    IOAPIC[IOAPIC_DATA] = Value;
}

// George Marsaglia, "Xorshift RNGs" (2003).
static U32 Draw(void) {
    Drawn ^= Drawn << 13;
    Drawn ^= Drawn >> 17;
    Drawn ^= Drawn << 5;
    return Drawn;
}

// One that has passed would be the last.
static void SetNext(void) {
    U32 Next;

    do {
        Next = HPET[HPET_COUNTER] + LEAST_APART + (Draw() & APART_MASK);
        HPET[HPET_COMPARATOR] = Next;
    } while ((I32)(Next - HPET[HPET_COUNTER]) <= 0);
}

static BOOL NoteInStorm(TrapFrame *Frame, void *Context) {
    const U32 ID = ReadLocalAPICID() & 0xFF;

    (void)Context;
    if (CurrentCPU() != Entries[ID] || PerCPUGet(APICID) != ID) Wrong++;
    Came[ID]++;
    if (ID != Boot) return TRUE;
    if (TrapFromUser(Frame)) OfUser++;
    SetNext();
    return TRUE;
}

// What came and was counted since the storm began, both as they were at one moment.
static void WriteStorm(TextWriter *To) {
    U32 Before, Counted, OfOthers = 0;

    do {
        Before = *(volatile U32 *)&Came[Boot];
        Counted = (U32)PerCPUGet(Statistics.NMIs) - CountedBefore;
    } while (Before != *(volatile U32 *)&Came[Boot]);
    for (U32 ID = 0; ID < 256; ID++) {
        if (ID != Boot) OfOthers += Came[ID];
    }
    WriteText(To, "%u %u %u %u %u\n", Before, Counted, OfUser, OfOthers, Wrong);
}

PROBE(StormOfNMIs, "NMIs come all the time") {
    HPET = MapPhysical(HPET_ADDRESS, DEVICE_BYTES, MAP_WRITABLE | MAP_UNCACHED);
    IOAPIC = MapPhysical(IOAPIC_ADDRESS, DEVICE_BYTES, MAP_WRITABLE | MAP_UNCACHED);
    for (U32 Index = 0; Index < CPUCount; Index++) {
        Entries[CPURecords[Index].APICID & 0xFF] = &CPUTable[Index];
    }
    RegisterExceptionHandler(NMI, NoteInStorm, NULL);
    PROBE_EQUAL(0, AddSystemView("nmis", WriteStorm), "result");

    const UINT Saved = SaveInterrupts();
    Boot = ReadLocalAPICID() & 0xFF;
    CountedBefore = (U32)PerCPUGet(Statistics.NMIs);
    WriteIOAPIC(0x10 + 2 * INPUT, ENTRY_MASKED);
    WriteIOAPIC(0x11 + 2 * INPUT, TO_ALL);
    WriteIOAPIC(0x10 + 2 * INPUT, ENTRY_NMI);
    HPET[HPET_CONFIGURATION] |= HPET_RUNS;
    HPET[HPET_TIMER] = TIMER_INTERRUPTS | TIMER_32_BITS | TIMER_INPUT(INPUT);
    SetNext();
    RestoreInterrupts(Saved);
}
