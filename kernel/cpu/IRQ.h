// IRQ: the interrupt lines of devices, whichever controller they arrive through.
//
// A driver names its line and a handler; masking, the end of the interrupt and spurious interrupts
// are dealt with here, through the controller's table of functions: that of the pair of 8259s, with
// which each boot begins, or that of the IOAPICs.

#pragma once

#include "base/Base.h"

#define IRQ_LINES 16  // the lines of the ISA bus

#define IRQ_TIMER 0
#define IRQ_KEYBOARD 1
#define IRQ_CASCADE 2
#define IRQ_COM1 4

// The lines that can be level-triggered (Intel 82371AB data sheet, "ELCR1/ELCR2"): not those of the
// timer, the keyboard, the cascade, the clock and the coprocessor.
#define LEVEL_IRQ_LINES 0xDEF8u

// Context of the functions: interrupts off.
typedef struct {
    const char *Name;
    U32 FirstVector;  // line N arrives at FirstVector + N
    void (*Initialize)(void);
    void (*Mask)(U32 Line);
    void (*Unmask)(U32 Line);
    BOOL (*IsPending)(U32 Line);   // raised, and the CPU has not taken it yet
    BOOL (*IsSpurious)(U32 Line);  // asked first; a spurious interrupt is not ended
    void (*End)(U32 Line);
    void (*SetLevel)(U32 Line);  // makes it level-triggered; one of LEVEL_IRQ_LINES

    void (*MaskAll)(void);  // another controller takes over: nothing is to come from here

    // Makes the line's interrupt pending at the CPU, as if its device had asked. NULL if it cannot.
    void (*Raise)(U32 Line);
} InterruptController;

extern const InterruptController PICController;

// Context: interrupt, interrupts off. It may stop other tasks' time only for as long as it runs.
typedef void (*IRQHandler)(void *Context);

// Puts Controller in charge, with all lines masked. Context: boot, interrupts off, once.
void InitializeIRQs(const InterruptController *Controller);

// Puts another controller in charge, of vectors of its own, and moves the lines that are in use to
// it. No interrupt is lost on the way, and none comes twice. The one before may take over again.
// Context: boot or task, interrupts off.
void ReplaceIRQController(const InterruptController *Controller);

// From now on Line calls Handler with Context; unmasks the line. Panics if it has a handler.
// Context: boot or task.
void RegisterIRQHandler(U32 Line, IRQHandler Handler, void *Context);

// Makes Line level-triggered: it asks for as long as a device does, not once. FALSE if the line
// cannot be, or has a handler already. Context: boot or task.
BOOL SetIRQLevel(U32 Line);

// Stops Line for good: the way out where nobody can make a device be quiet. Context: any but NMI.
void MaskIRQ(U32 Line);

// Whether Line has been raised and its handler has not run yet. Context: interrupts off.
BOOL IsIRQPending(U32 Line);

// How many interrupts of Line have been handled, and how many spurious ones the 8259s gave on all.
// Context: any. Both wrap.
U32 CountIRQs(U32 Line);
U32 CountSpuriousIRQs(void);
