#include "arch/x86/common/PIC.h"

#include "arch/x86/common/Instructions.h"
#include "base/Assert.h"

// 8259A data sheet, "Programming the 8259A". Each chip has two ports; commands go to the first.
enum {
    FIRST_COMMAND = 0x20,
    FIRST_DATA = 0x21,
    SECOND_COMMAND = 0xA0,
    SECOND_DATA = 0xA1,

    ICW1_START = 0x11,  // edge triggered, cascaded, ICW4 follows
    ICW4_8086 = 0x01,   // 8086 mode, normal end of interrupt
    OCW2_SPECIFIC_EOI = 0x60,
    OCW3_READ_IRR = 0x0A,
    OCW3_READ_ISR = 0x0B,

    // Intel 82371AB (PIIX4) data sheet, "ELCR1/ELCR2": a bit that is set makes its line
    // level-triggered, whatever ICW1 says.
    FIRST_EDGE_LEVEL = 0x4D0,
    SECOND_EDGE_LEVEL = 0x4D1,

    // MultiProcessor Specification 1.4, 3.6.2.1: the register is selected, then written.
    IMCR_SELECT = 0x22,
    IMCR_DATA = 0x23,
    IMCR = 0x70,
    IMCR_THROUGH_APIC = 0x01,

    LINES_PER_CHIP = 8,
    LOWEST_LINE = 7,  // the one with the lowest priority of each chip: where spurious ones arrive
};

static U16 CommandPort(U32 Line) { return Line < LINES_PER_CHIP ? FIRST_COMMAND : SECOND_COMMAND; }

static U16 DataPort(U32 Line) { return Line < LINES_PER_CHIP ? FIRST_DATA : SECOND_DATA; }

static U8 LineBit(U32 Line) { return (U8)(1u << (Line % LINES_PER_CHIP)); }

// An access to a port that nobody listens to takes about a microsecond on an ISA bus: the time that
// an old chip wants between two commands. Port 0x80 shows the BIOS's progress codes.
static void LetChipSettle(void) { WritePort8(0x80, 0); }

static void Command(U16 Port, U8 Value) {
    WritePort8(Port, Value);
    LetChipSettle();
}

// The four initialization words of one chip. Cascade: for the first chip, a bit for the line that
// carries the second; for the second, the number of that line.
static void InitializeChip(U16 CommandAt, U16 DataAt, U8 Vector, U8 Cascade) {
    Command(CommandAt, ICW1_START);
    Command(DataAt, Vector);
    Command(DataAt, Cascade);
    Command(DataAt, ICW4_8086);
}

void InitializePIC(void) {
    InitializeChip(FIRST_COMMAND, FIRST_DATA, PIC_FIRST_VECTOR, 1u << PIC_CASCADE_LINE);
    InitializeChip(SECOND_COMMAND, SECOND_DATA, PIC_FIRST_VECTOR + LINES_PER_CHIP,
                   PIC_CASCADE_LINE);
    Command(FIRST_DATA, (U8)~LineBit(PIC_CASCADE_LINE));
    Command(SECOND_DATA, 0xFF);
}

void MaskPICLine(U32 Line) {
    ASSERT(Line < PIC_LINES);
    WritePort8(DataPort(Line), ReadPort8(DataPort(Line)) | LineBit(Line));
}

void UnmaskPICLine(U32 Line) {
    ASSERT(Line < PIC_LINES);
    WritePort8(DataPort(Line), ReadPort8(DataPort(Line)) & (U8)~LineBit(Line));
    if (Line >= LINES_PER_CHIP) UnmaskPICLine(PIC_CASCADE_LINE);
}

void MaskAllPICLines(void) {
    WritePort8(FIRST_DATA, 0xFF);
    WritePort8(SECOND_DATA, 0xFF);
}

BOOL IsPICLinePending(U32 Line) {
    ASSERT(Line < PIC_LINES);
    WritePort8(CommandPort(Line), OCW3_READ_IRR);
    return (ReadPort8(CommandPort(Line)) & LineBit(Line)) != 0;
}

void EndPICInterrupt(U32 Line) {
    ASSERT(Line < PIC_LINES);
    WritePort8(CommandPort(Line), (U8)(OCW2_SPECIFIC_EOI | Line % LINES_PER_CHIP));
    if (Line >= LINES_PER_CHIP) WritePort8(FIRST_COMMAND, OCW2_SPECIFIC_EOI | PIC_CASCADE_LINE);
}

BOOL IsSpuriousPICInterrupt(U32 Line) {
    if (Line % LINES_PER_CHIP != LOWEST_LINE) return FALSE;
    // A real interrupt is in service; a spurious one never entered the In-Service Register.
    WritePort8(CommandPort(Line), OCW3_READ_ISR);
    if (ReadPort8(CommandPort(Line)) & LineBit(Line)) return FALSE;
    // To the first chip a spurious interrupt of the second was a real one, on the cascade.
    if (Line >= LINES_PER_CHIP) WritePort8(FIRST_COMMAND, OCW2_SPECIFIC_EOI | PIC_CASCADE_LINE);
    return TRUE;
}

void PutLocalAPICBetween(void) {
    WritePort8(IMCR_SELECT, IMCR);
    WritePort8(IMCR_DATA, IMCR_THROUGH_APIC);
}

void SetPICLineLevel(U32 Line) {
    ASSERT(Line < PIC_LINES);
    const U16 Port = Line < LINES_PER_CHIP ? FIRST_EDGE_LEVEL : SECOND_EDGE_LEVEL;
    WritePort8(Port, ReadPort8(Port) | LineBit(Line));
}
