// GDT and TSS of one CPU, x86-32, and what a gate of the IDT looks like.

#pragma once

#include "arch/x86/common/Segments.h"
#include "arch/x86/common/Selectors.h"
#include "base/Base.h"

// Intel SDM vol. 3A, figure "32-Bit Task-State Segment (TSS)". A field that is not named is 16 bits
// wide in it or unused.
typedef struct TaskStateSegment {
    U32 PreviousTask;
    U32 ESP0, SS0;  // the stack on which an interrupt from user mode starts
    U32 ESP1, SS1, ESP2, SS2;
    U32 CR3, EIP, EFLAGS;
    U32 EAX, ECX, EDX, EBX, ESP, EBP, ESI, EDI;
    U32 ES, CS, SS, DS, FS, GS;
    U32 LDT;
    U16 Trap, IOMapBase;
} TaskState;

_Static_assert(sizeof(TaskState) == 104, "layout of the hardware");

// The exceptions with a stack of their own: by a task gate, which changes stacks in ring 0 too.
enum { DOUBLE_FAULT_STACK, EXCEPTION_STACK_COUNT };

// All that a CPU needs of its own. The alignment keeps a TSS within one page, which the task switch
// of a double fault relies on (Intel SDM vol. 3A, "Task-State Segment (TSS)").
typedef struct ALIGNED(512) {
    TaskState Task;
    TaskState DoubleFaultTask;
    U64 GDT[GDT_ENTRIES];
} DescriptorTables;

// Fills Tables; StackTops are the ends of the stacks for exceptions, EXCEPTION_STACK_COUNT of them.
void FillDescriptors(DescriptorTables *Tables, const LINEAR *StackTops);

// Loads Tables into this CPU and selects the segments of Selectors.h. Context: interrupts off.
void LoadDescriptors(DescriptorTables *Tables);

// A gate of the IDT (Intel SDM vol. 3A, figure "IDT Gate Descriptors").
typedef struct {
    U16 OffsetLow;
    U16 Selector;
    U8 Zero;
    U8 Access;
    U16 OffsetHigh;
} Gate;

// The gate by which Vector enters the kernel at Stub.
Gate MakeGate(U32 Vector, LINEAR Stub);
