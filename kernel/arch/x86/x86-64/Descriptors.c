#include "Descriptors.h"

#include "arch/Arch.h"
#include "arch/x86/common/BootCPU.h"
#include "arch/x86/common/ExceptionStacks.h"
#include "arch/x86/common/Exceptions.h"

// Intel SDM vol. 4, "Architectural MSRs": the bases of GS, here and after a SWAPGS.
#define MSR_GS_BASE 0xC0000101
#define MSR_KERNEL_GS_BASE 0xC0000102

static DescriptorTables BootTables;

void FillDescriptors(DescriptorTables *Tables, const LINEAR *StackTops) {
    // No I/O permission map: it would begin behind the limit.
    *Tables = (DescriptorTables){.Task = {.IOMapBase = sizeof(TaskState)}};
    for (U32 Index = 0; Index < EXCEPTION_STACK_COUNT; Index++) {
        Tables->Task.IST[Index] = StackTops[Index];
    }

    // In 64-bit mode the CPU ignores base and limit of code and data.
    U64 *GDT = Tables->GDT;
    GDT[KERNEL_CODE_SELECTOR / 8] = MakeSegment(0, 0, ACCESS_KERNEL_CODE, SEGMENT_64);
    GDT[KERNEL_DATA_SELECTOR / 8] = MakeSegment(0, 0, ACCESS_KERNEL_DATA, 0);
    GDT[USER_DATA_SELECTOR / 8] = MakeSegment(0, 0, ACCESS_USER_DATA, 0);
    GDT[USER_CODE_SELECTOR / 8] = MakeSegment(0, 0, ACCESS_USER_CODE, SEGMENT_64);

    // A descriptor of 16 bytes: the upper half of the base follows (Intel SDM vol. 3A, "TSS
    // Descriptor in 64-bit mode").
    const LINEAR Task = (LINEAR)&Tables->Task;
    GDT[TSS_SELECTOR / 8] =
        MakeSegment((U32)Task, sizeof(TaskState) - 1, ACCESS_TASK_STATE, 0);
    GDT[TSS_SELECTOR / 8 + 1] = Task >> 32;
}

void LoadDescriptors(DescriptorTables *Tables) {
    LoadGDT(Tables->GDT, sizeof(Tables->GDT));
    // A far return is how 64-bit mode loads CS.
    __asm__ volatile(
        "pushq %0\n\t"
        "leaq 1f(%%rip), %%rax\n\t"
        "pushq %%rax\n\t"
        "lretq\n"
        "1:\n\t"
        "movw %w1, %%ds\n\t"
        "movw %w1, %%es\n\t"
        "movw %w1, %%ss\n\t"
        "movw %w2, %%fs\n\t"
        "movw %w2, %%gs" ::"i"(KERNEL_CODE_SELECTOR),
        "r"(KERNEL_DATA_SELECTOR), "r"(0)
        : "rax", "memory");
    LoadTaskRegister(TSS_SELECTOR);
}

// No descriptor that user mode can load has a base, so its GS has none, in any program.
void LoadCPU(CPU *Self) {
    WriteMSR(MSR_GS_BASE, (LINEAR)Self);
    WriteMSR(MSR_KERNEL_GS_BASE, 0);
}

// The number of the stack that Vector brings, from 1 on as gates count them, or 0. A double fault
// may mean that there is no stack left to push anything on; the others come at any instruction,
// whatever the stack pointer is just then. (#DB does where user mode has loaded SS from memory that
// a debug register watches, and SYSCALL follows: Intel SDM vol. 3A, "Masking Exceptions and
// Interrupts When Switching Stacks".) Each has its own, as each can interrupt the others.
static U8 StackIndex(U32 Vector) {
    switch (Vector) {
        case VECTOR_DOUBLE_FAULT: return DOUBLE_FAULT_STACK + 1;
        case VECTOR_NMI: return NMI_STACK + 1;
        case VECTOR_MACHINE_CHECK: return MACHINE_CHECK_STACK + 1;
        case VECTOR_DEBUG: return DEBUG_STACK + 1;
        default: return 0;
    }
}

Gate MakeGate(U32 Vector, LINEAR Stub) {
    return (Gate){
        .OffsetLow = (U16)Stub,
        .Selector = KERNEL_CODE_SELECTOR,
        .StackIndex = StackIndex(Vector),
        .Access = IS_USER_VECTOR(Vector) ? ACCESS_USER_GATE : ACCESS_INTERRUPT_GATE,
        .OffsetMiddle = (U16)(Stub >> 16),
        .OffsetHigh = (U32)(Stub >> 32),
    };
}

void InitializeDescriptors(void) {
    LINEAR StackTops[EXCEPTION_STACK_COUNT];
    for (U32 Index = 0; Index < EXCEPTION_STACK_COUNT; Index++) {
        StackTops[Index] = BootExceptionStackTop(Index);
    }
    FillDescriptors(&BootTables, StackTops);
    LoadDescriptors(&BootTables);
    StartBootCPU(&BootTables.Task);
    FillInterruptTable();
    LoadInterruptTable();
}

void SetKernelStack(LINEAR Top) {
    PerCPUGet(TSS)->RSP[0] = Top;
    PerCPUSet(KernelStackTop, Top);  // for SYSCALL, which does not look there
}

void LoadAddressSpace(PHYSICAL Root) { WriteCR3(Root); }
