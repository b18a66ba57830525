// PIC: the pair of 8259 interrupt controllers of a PC (Intel 8259A data sheet, 231468).
//
// Sixteen lines: 0 to 7 at the first chip, 8 to 15 at the second, which hangs on line 2 of the
// first. Context of everything here: interrupts off, since two port accesses belong together.

#pragma once

#include "arch/x86/common/Vectors.h"
#include "base/Base.h"

#define PIC_LINES 16
#define PIC_FIRST_VECTOR VECTOR_PIC_LINES  // line N arrives at 0x20 + N, clear of exceptions
#define PIC_CASCADE_LINE 2     // carries the second chip

// Takes both chips over from the firmware, in any state they may be in: sets the vectors, masks all
// lines but the cascade.
void InitializePIC(void);

// Masks or unmasks a line below PIC_LINES. A masked line's edge is remembered by the chip and
// arrives when it is unmasked.
void MaskPICLine(U32 Line);
void UnmaskPICLine(U32 Line);

// Masks all lines, the cascade too.
void MaskAllPICLines(void);

// Whether Line has been raised and the CPU has not asked for its vector yet.
BOOL IsPICLinePending(U32 Line);

// Tells the chips that the interrupt of Line has been handled, so that lines of the same and of
// lower priority can interrupt again.
void EndPICInterrupt(U32 Line);

// Whether the interrupt that has just arrived on Line is no interrupt at all: the line fell back
// before the CPU asked for the vector, and the chip answered with its lowest line, 7 or 15, for
// want of a better one. A spurious one must not be ended with EndPICInterrupt; what the first chip
// needs to forget about a spurious 15 is done here.
BOOL IsSpuriousPICInterrupt(U32 Line);

// Puts the boot CPU's Local APIC between the 8259s and the CPU, on a machine that has an IMCR and
// starts with them wired past it (MultiProcessor Specification 1.4, 3.6.2.1).
void PutLocalAPICBetween(void);

// Makes a line level-triggered, as the lines of PCI are; others stay edge-triggered. Not every line
// of a PC can be.
void SetPICLineLevel(U32 Line);
