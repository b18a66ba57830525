// CPU: what each CPU has of its own, and how code reaches that of the CPU it runs on. Assembly
// shares the offsets at the head of this file.
//
// As long as a CPU runs the kernel, its GS leads to its entry of CPUTable: on x86-64 by the base in
// IA32_GS_BASE, on x86-32 by the descriptor CPU_SELECTOR of its GDT. So an access is one
// instruction, in any context, and takes no lock; other CPUs cannot come in between, for each has a
// GS of its own. In user mode GS is the user's: the ways into and out of the kernel change it.

#pragma once

// Offsets in a CPU, for x86-64 (UserMode.S).
#define CPU_KERNEL_STACK_TOP 8
#define CPU_USER_STACK_POINTER 16

#ifndef __ASSEMBLER__

#include "base/Base.h"

#define MAX_CPUS 32
#define CACHE_LINE_BYTES 64

struct TaskStateSegment;  // Descriptors.h

// The timer of the CPU's Local APIC (LocalAPICTimer.h).
typedef struct {
    U64 Frequency;     // counts a second, before it is divided; 0: nobody has measured it
    U32 InitialCount;  // what it was last started with
    U32 Mode;          // LAPIC_TIMER_*
} LapicTimerState;

#define LAPIC_TIMER_STOPPED 0
#define LAPIC_TIMER_ONCE 1  // it runs down to 0, and no further

// What has happened on the CPU since it started. All of them wrap.
typedef struct {
    UINT Interrupts;    // of devices and of the Local APIC, those that nobody expects among them
    UINT Exceptions;    // all but NMIs
    UINT NMIs;
    UINT SystemCalls;
    UINT TaskSwitches;
} CPUStatistics;

// Who may touch a field: [i] immutable once the CPU is online, [o] the CPU itself, [a] atomic. What
// the CPU writes all the time, what others look at, and what it counts are on cache lines of their
// own, so that nobody waits for a line because of a field that does not concern him.
typedef struct ALIGNED(CACHE_LINE_BYTES) CPU {
    struct CPU *Self;              // [i] this entry
    LINEAR KernelStackTop;         // [o] of the running task: where it enters the kernel
    LINEAR UserStackPointer;       // [o] x86-64: kept there for a moment of a system call
    struct Task *CurrentTask;      // [o] NULL: it runs no tasks
    struct TaskStateSegment *TSS;  // [i] by it, the stacks for exceptions
    U32 Index;                     // [i] in CPUTable
    U32 InterruptDepth;            // [o] handlers that it is inside of
    U32 PerCpuFlags;               // [o] CPU_*, interrupts off

    ALIGNED(CACHE_LINE_BYTES)
    _Atomic U32 Status;      // [a] CPU_OFFLINE, CPU_BOOTING or CPU_ONLINE (APStart.h)
    U32 APICID;              // [i]
    U32 ProcessorID;         // [i] ACPI processor UID
    LINEAR PerCpuStack;      // [i] the end of the stack that it started on
    PHYSICAL LocalAPICBase;  // [i] as IA32_APIC_BASE has it; 0: there is no Local APIC

    ALIGNED(CACHE_LINE_BYTES)
    LapicTimerState LapicTimer;  // [o]
    CPUStatistics Statistics;    // [o] others may look
} CPU;

#define CPU_IS_BOOT (1u << 0)         // the kernel was started on it
#define CPU_PREEMPTION_DUE (1u << 1)  // the running task's turn is over

// By Index.
extern CPU CPUTable[MAX_CPUS];

// [a] Bit N: the CPU of CPUTable[N] is online.
extern _Atomic U32 OnlineCPUs;

// What PerCPUGet, PerCPUSet and PerCPUAdd are made of: one instruction, which an interrupt comes
// before or after, and which the compiler neither leaves out nor moves across other accesses.
#define PER_CPU_TYPE(Field) __typeof__(((CPU *)0)->Field)
#define PER_CPU_CHECK(Field)                                                                  \
    _Static_assert(sizeof(PER_CPU_TYPE(Field)) <= sizeof(UINT), "one instruction's worth")

// The entry of the CPU that this code runs on. Context: any, once LoadCPU has been called, NMIs
// included. It is the caller's own for as long as he cannot be moved to another CPU: with
// interrupts off, or frozen. Tasks do not move so far.
static inline CPU *CurrentCPU(void) {
    CPU *Self;
    __asm__ volatile("mov %%gs:%c1, %0" : "=r"(Self) : "i"(offsetof(CPU, Self)));
    return Self;
}

// The value of a field of this CPU's entry; at most as wide as a register. Read from one CPU or
// another, never from half of each, whatever happens to the caller; afterwards it is what it was
// then. Context: any.
#define PerCPUGet(Field)                                                                      \
    ({                                                                                        \
        PER_CPU_CHECK(Field);                                                                 \
        PER_CPU_TYPE(Field) PerCPUFound;                                                      \
        __asm__ volatile("mov %%gs:%c1, %0"                                                   \
                         : "=q"(PerCPUFound)                                                  \
                         : "i"(offsetof(CPU, Field))                                          \
                         : "memory");                                                         \
        PerCPUFound;                                                                          \
    })

// Changes a field of this CPU's entry. Who computes Value from the old one has interrupts off
// meanwhile, or an interrupt's change is lost.
#define PerCPUSet(Field, Value)                                                               \
    do {                                                                                      \
        PER_CPU_CHECK(Field);                                                                 \
        const PER_CPU_TYPE(Field) PerCPUValue = (Value);                                      \
        __asm__ volatile("mov %0, %%gs:%c1" ::"q"(PerCPUValue), "i"(offsetof(CPU, Field))     \
                         : "memory");                                                         \
    } while (0)

// Adds to a number: in one instruction too, so that no interrupt's addition is lost.
#define PerCPUAdd(Field, Amount)                                                              \
    do {                                                                                      \
        PER_CPU_CHECK(Field);                                                                 \
        const PER_CPU_TYPE(Field) PerCPUValue = (PER_CPU_TYPE(Field))(Amount);                \
        __asm__ volatile("add %0, %%gs:%c1" ::"q"(PerCPUValue), "i"(offsetof(CPU, Field))     \
                         : "memory", "cc");                                                   \
    } while (0)

// Makes Self the entry of the CPU that calls this, from the next instruction on. Context: boot of
// each CPU, its descriptor tables loaded, interrupts off.
void LoadCPU(CPU *Self);

#endif
