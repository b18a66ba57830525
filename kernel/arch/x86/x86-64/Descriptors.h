// GDT and TSS of one CPU, x86-64, and what a gate of the IDT looks like.

#pragma once

#include "arch/x86/common/Segments.h"
#include "arch/x86/common/Selectors.h"
#include "base/Base.h"

// Intel SDM vol. 3A, figure "64-Bit TSS Format".
typedef struct PACKED TaskStateSegment {
    U32 Reserved0;
    U64 RSP[3];  // [0]: the stack on which an interrupt from user mode starts
    U64 Reserved1;
    U64 IST[7];  // [0] is what the manual calls IST1
    U64 Reserved2;
    U16 Reserved3, IOMapBase;
} TaskState;

_Static_assert(sizeof(TaskState) == 104, "layout of the hardware");

// The exceptions with a stack of their own: number N is TSS.IST[N].
enum {
    DOUBLE_FAULT_STACK,
    NMI_STACK,
    MACHINE_CHECK_STACK,
    DEBUG_STACK,
    EXCEPTION_STACK_COUNT
};

// All that a CPU needs of its own.
typedef struct ALIGNED(512) {
    TaskState Task;
    U64 GDT[GDT_ENTRIES];
} DescriptorTables;

// Fills Tables; StackTops are the ends of the stacks for exceptions, EXCEPTION_STACK_COUNT of them.
void FillDescriptors(DescriptorTables *Tables, const LINEAR *StackTops);

// Loads Tables into this CPU and selects the segments of Selectors.h. Context: interrupts off.
void LoadDescriptors(DescriptorTables *Tables);

// A gate of the IDT (Intel SDM vol. 3A, figure "64-Bit IDT Gate Descriptors").
typedef struct {
    U16 OffsetLow;
    U16 Selector;
    U8 StackIndex;  // 0: the current stack, else TSS.IST[StackIndex - 1]
    U8 Access;
    U16 OffsetMiddle;
    U32 OffsetHigh;
    U32 Reserved;
} Gate;

// The gate by which Vector enters the kernel at Stub.
Gate MakeGate(U32 Vector, LINEAR Stub);
