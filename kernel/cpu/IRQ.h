// IRQ: the interrupt lines of devices, whichever controller they arrive through.
//
// A driver names its line and a handler; masking, the end of the interrupt and spurious interrupts
// are dealt with here, through the controller's table of functions. Today that is the pair of
// 8259s; another controller brings another table.

#pragma once

#include "base/Base.h"

#define IRQ_LINES 16  // the lines of the ISA bus

#define IRQ_TIMER 0
#define IRQ_KEYBOARD 1
#define IRQ_COM1 4

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
} InterruptController;

extern const InterruptController PICController;

// Context: interrupt, interrupts off. It may stop other tasks' time only for as long as it runs.
typedef void (*IRQHandler)(void *Context);

// Puts Controller in charge, with all lines masked. Context: boot, interrupts off, once.
void InitializeIRQs(const InterruptController *Controller);

// From now on Line calls Handler with Context; unmasks the line. Panics if it has a handler.
// Context: boot or task.
void RegisterIRQHandler(U32 Line, IRQHandler Handler, void *Context);

// Whether Line has been raised and its handler has not run yet. Context: interrupts off.
BOOL IsIRQPending(U32 Line);

// How many interrupts of Line have been handled, and how many spurious ones there were on all.
// Context: any. Both wrap.
U32 CountIRQs(U32 Line);
U32 CountSpuriousIRQs(void);
