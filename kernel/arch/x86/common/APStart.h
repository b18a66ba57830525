// APStart: how an application processor (AP) comes from a start-up message to C. C and assembly
// share this header.
//
// All APs may be on their way at once, by the same code: bootstrap stub, APEntry, EnterAP. Each
// looks for the slot with its own APIC ID and claims it; from then on it has a stack. One that
// finds no slot, or one that is not CALLED, halts: it was not called, or given up.
//
//   OFFLINE ──boot CPU──► CALLED ──AP──► BOOTING ──AP──► ONLINE
//      ▲                    │              │
//      └────── boot CPU gives it up ───────┘
//
// Every change but the first is a compare-and-exchange, so that an AP that is late and a boot CPU
// that gives it up agree on what has happened.

#pragma once

#define CPU_OFFLINE 0
#define CPU_CALLED 1   // it may be on its way
#define CPU_BOOTING 2  // it has claimed its slot
#define CPU_ONLINE 3   // it has all that a CPU needs, and waits for interrupts

// Offsets in a StartSlot and in a StartBlock.
#define SLOT_BYTES 64
#define SLOT_APIC_ID 0
#define SLOT_STATE 4
#define SLOT_STACK 8

#define START_CR0 0
#define START_CR3 4
#define START_CR4 8
#define START_EFER 12
#define START_SLOTS 16
#define START_SLOT_COUNT 20
#define START_ENTRY 24

#ifndef __ASSEMBLER__

#include "base/Base.h"

// Of one CPU. A cache line of its own: each AP writes to its state while others look at theirs.
typedef struct ALIGNED(SLOT_BYTES) {
    U32 APICID;
    _Atomic U32 State;  // CPU_*
    U64 StackTop;       // 16-byte aligned
} StartSlot;

// Makes everything ready for APs that are sent to Page: the stub there, and copies of the control
// registers of this CPU, which are those that each AP gets. An AP that claims one of the Count
// Slots, which lie in the image, calls Entry with it: interrupts off, on the stack of its slot, in
// the address space of this CPU, on the tables that boot code brings along. Entry does not return.
// Context: boot, as InstallBootstrapStub; not while any AP is on its way.
void PrepareAPStart(PHYSICAL Page, StartSlot *Slots, U32 Count, void (*Entry)(StartSlot *));

#endif
