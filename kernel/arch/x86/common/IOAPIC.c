#include "arch/x86/common/IOAPIC.h"

#include "base/Assert.h"

// 82093AA data sheet, 3.1 and 3.2. There are two registers of memory; the others are selected by
// the first and accessed by the second.
enum {
    SELECT = 0x00,
    WINDOW = 0x10,

    REGISTER_VERSION = 0x01,
    REGISTER_ENTRIES = 0x10,  // two for each input, low word first

    VERSION_LAST_ENTRY_SHIFT = 16,
    VERSION_BYTE = 0xFF,

    ENTRY_ACTIVE_LOW = 1 << 13,
    ENTRY_LEVEL = 1 << 15,
    ENTRY_MASKED = 1 << 16,
    ENTRY_DESTINATION_SHIFT = 24,  // of the high word; physical, as bit 11 of the low one is 0
};

// An index of 8 bits reaches that many entries. The highest that there is in practice is 120.
#define MAX_INPUTS ((0x100 - REGISTER_ENTRIES) / 2)

typedef struct {
    volatile U32 *Registers;
    U32 FirstGSI;
    U32 Inputs;
} IOAPIC;

static IOAPIC IOAPICs[MAX_IOAPICS];  // [i] once added
static U32 IOAPICCount;

static U32 Read(const IOAPIC *Chip, U32 Register) {
    Chip->Registers[SELECT / sizeof(U32)] = Register;
    return Chip->Registers[WINDOW / sizeof(U32)];
}

static void Write(const IOAPIC *Chip, U32 Register, U32 Value) {
    Chip->Registers[SELECT / sizeof(U32)] = Register;
    Chip->Registers[WINDOW / sizeof(U32)] = Value;
}

static U32 LowWordOf(U32 Input) { return REGISTER_ENTRIES + 2 * Input; }

static const IOAPIC *FindIOAPIC(U32 GSI) {
    for (U32 Index = 0; Index < IOAPICCount; Index++) {
        const IOAPIC *Chip = &IOAPICs[Index];
        if (GSI >= Chip->FirstGSI && GSI - Chip->FirstGSI < Chip->Inputs) return Chip;
    }
    return NULL;
}

BOOL HasGSI(U32 GSI) { return FindIOAPIC(GSI) != NULL; }

static BOOL Overlaps(const IOAPIC *Chip) {
    for (U32 Index = 0; Index < IOAPICCount; Index++) {
        const IOAPIC *Other = &IOAPICs[Index];
        if (Chip->FirstGSI < Other->FirstGSI + Other->Inputs &&
            Other->FirstGSI < Chip->FirstGSI + Chip->Inputs) {
            return TRUE;
        }
    }
    return FALSE;
}

BOOL AddIOAPIC(volatile void *Registers, U32 FirstGSI) {
    IOAPIC Chip = {.Registers = Registers, .FirstGSI = FirstGSI};
    const U32 Version = Read(&Chip, REGISTER_VERSION);

    // Where nothing answers, a bus reads as ones or zeros.
    if ((Version & VERSION_BYTE) == 0 || Version == 0xFFFFFFFF) return FALSE;
    Chip.Inputs = (Version >> VERSION_LAST_ENTRY_SHIFT & VERSION_BYTE) + 1;
    if (Chip.Inputs > MAX_INPUTS || FirstGSI > 0xFFFFFFFF - MAX_INPUTS) return FALSE;
    if (Overlaps(&Chip) || IOAPICCount == MAX_IOAPICS) return FALSE;

    // Masked and edge-triggered: that also ends what the input of a level may have under way, for
    // which the firmware will signal no end any more.
    for (U32 Input = 0; Input < Chip.Inputs; Input++) Write(&Chip, LowWordOf(Input), ENTRY_MASKED);
    IOAPICs[IOAPICCount++] = Chip;
    return TRUE;
}

void RouteGSI(U32 GSI, const IOAPICRoute *Route) {
    const IOAPIC *Chip = FindIOAPIC(GSI);
    ASSERT_THAT(Chip != NULL, "GSI %u", GSI);
    ASSERT_THAT(Route->Destination <= 0xFE, "APIC ID %u", Route->Destination);
    const U32 Register = LowWordOf(GSI - Chip->FirstGSI);

    Write(Chip, Register, ENTRY_MASKED);
    Write(Chip, Register + 1, Route->Destination << ENTRY_DESTINATION_SHIFT);
    Write(Chip, Register, ENTRY_MASKED | Route->Vector | (Route->IsLevel ? ENTRY_LEVEL : 0) |
                              (Route->IsActiveLow ? ENTRY_ACTIVE_LOW : 0));
}

static void SetMasked(U32 GSI, U32 Masked) {
    const IOAPIC *Chip = FindIOAPIC(GSI);
    ASSERT_THAT(Chip != NULL, "GSI %u", GSI);
    const U32 Register = LowWordOf(GSI - Chip->FirstGSI);

    Write(Chip, Register, (Read(Chip, Register) & ~(U32)ENTRY_MASKED) | Masked);
}

void MaskGSI(U32 GSI) { SetMasked(GSI, ENTRY_MASKED); }

void UnmaskGSI(U32 GSI) { SetMasked(GSI, 0); }
