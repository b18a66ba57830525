#include "Descriptors.h"

#include "TrapFrame.h"
#include "abi/SystemCalls.h"
#include "arch/Arch.h"
#include "arch/x86/common/BootCPU.h"
#include "arch/x86/common/ExceptionStacks.h"
#include "arch/x86/common/Exceptions.h"
#include "arch/x86/common/UserMode.h"

void DoubleFaultEntry(void);
void HandleDoubleFault(void) NORETURN;

static DescriptorTables BootTables;

void FillDescriptors(DescriptorTables *Tables, const LINEAR *StackTops) {
    *Tables = (DescriptorTables){
        // No I/O permission map: it would begin behind the limit.
        .Task = {.SS0 = KERNEL_DATA_SELECTOR, .IOMapBase = sizeof(TaskState)},
        .DoubleFaultTask =
            {
                .CR3 = ReadCR3(),
                .EIP = (U32)DoubleFaultEntry,
                .EFLAGS = 2,  // the bit that is always set: interrupts off
                .ESP = StackTops[DOUBLE_FAULT_STACK],
                .CS = KERNEL_CODE_SELECTOR,
                .SS = KERNEL_DATA_SELECTOR,
                .DS = KERNEL_DATA_SELECTOR,
                .ES = KERNEL_DATA_SELECTOR,
                .GS = CPU_SELECTOR,
                .IOMapBase = sizeof(TaskState),
            },
    };
    const U8 Flat = SEGMENT_PAGES | SEGMENT_32;
    U64 *GDT = Tables->GDT;
    GDT[KERNEL_CODE_SELECTOR / 8] = MakeSegment(0, 0xFFFFF, ACCESS_KERNEL_CODE, Flat);
    GDT[KERNEL_DATA_SELECTOR / 8] = MakeSegment(0, 0xFFFFF, ACCESS_KERNEL_DATA, Flat);
    GDT[USER_DATA_SELECTOR / 8] = MakeSegment(0, 0xFFFFF, ACCESS_USER_DATA, Flat);
    GDT[USER_CODE_SELECTOR / 8] = MakeSegment(0, 0xFFFFF, ACCESS_USER_CODE, Flat);
    GDT[TSS_SELECTOR / 8] =
        MakeSegment((U32)&Tables->Task, sizeof(TaskState) - 1, ACCESS_TASK_STATE, 0);
    GDT[DOUBLE_FAULT_TSS_SELECTOR / 8] =
        MakeSegment((U32)&Tables->DoubleFaultTask, sizeof(TaskState) - 1, ACCESS_TASK_STATE, 0);
}

void LoadDescriptors(DescriptorTables *Tables) {
    LoadGDT(Tables->GDT, sizeof(Tables->GDT));
    __asm__ volatile(
        "ljmp %0, $1f\n"
        "1:\n\t"
        "movw %w1, %%ds\n\t"
        "movw %w1, %%es\n\t"
        "movw %w1, %%ss\n\t"
        "movw %w2, %%fs\n\t"
        "movw %w2, %%gs" ::"i"(KERNEL_CODE_SELECTOR),
        "r"(KERNEL_DATA_SELECTOR), "r"(0)
        : "memory");
    LoadTaskRegister(TSS_SELECTOR);
}

// All 8 bytes at once: an NMI, which loads GS, finds the old entry or the new one. Nobody else
// writes to the GDT of this CPU but the CPU, which marks a descriptor that it loads as accessed.
static void ReplaceDescriptor(U64 *Entry, U64 New) {
    U64 Old = *Entry;
    U8 IsReplaced;

    do {
        __asm__ volatile("cmpxchg8b %0\n\tsete %b2"
                         : "+m"(*Entry), "+A"(Old), "=q"(IsReplaced)
                         : "b"((U32)New), "c"((U32)(New >> 32))
                         : "memory", "cc");
    } while (!IsReplaced);
}

// The limit keeps GS within the entry. User mode cannot load the segment, which is of ring 0.
void LoadCPU(CPU *Self) {
    U64 *GDT = (U64 *)LoadedGDT();

    ReplaceDescriptor(&GDT[CPU_SELECTOR / 8],
                      MakeSegment((U32)Self, sizeof(CPU) - 1, ACCESS_KERNEL_DATA, SEGMENT_32));
    __asm__ volatile("movw %w0, %%gs" ::"r"(CPU_SELECTOR) : "memory");
}

Gate MakeGate(U32 Vector, LINEAR Stub) {
    // A double fault may mean that there is no stack left to push anything on: only a task switch
    // brings another one (Intel SDM vol. 3A, "Double Fault Exception (#DF)").
    if (Vector == VECTOR_DOUBLE_FAULT) {
        return (Gate){.Selector = DOUBLE_FAULT_TSS_SELECTOR, .Access = ACCESS_TASK_GATE};
    }
    const BOOL IsSystemCall = Vector == SYSTEM_CALL_VECTOR;
    const LINEAR Entry = IsSystemCall ? (LINEAR)SystemCallEntry : Stub;
    return (Gate){
        .OffsetLow = (U16)Entry,
        .Selector = KERNEL_CODE_SELECTOR,
        .Access = IsSystemCall || IS_USER_VECTOR(Vector) ? ACCESS_USER_GATE
                                                         : ACCESS_INTERRUPT_GATE,
        .OffsetHigh = (U16)(Entry >> 16),
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

// The tables of this CPU.
static DescriptorTables *OwnTables(void) {
    return CONTAINER_OF(PerCPUGet(TSS), DescriptorTables, Task);
}

void SetKernelStack(LINEAR Top) {
    PerCPUGet(TSS)->ESP0 = Top;
    PerCPUSet(KernelStackTop, Top);
}

// A task switch loads CR3 from the TSS: the double fault is to be reported in the address space in
// which it happened, whose tables are known to work.
void LoadAddressSpace(PHYSICAL Root) {
    OwnTables()->DoubleFaultTask.CR3 = (U32)Root;
    WriteCR3((UINT)Root);
}

// The task switch has saved what faulted in the main TSS: made into a frame like any other. It has
// loaded GS by the GDT, which it leaves as it is: the selector leads to this CPU in its tasks, too.
void HandleDoubleFault(void) {
    const TaskState *Task = PerCPUGet(TSS);
    const TrapFrame Frame = {
        .GS = Task->GS, .FS = Task->FS, .ES = Task->ES, .DS = Task->DS,
        .EDI = Task->EDI, .ESI = Task->ESI, .EBP = Task->EBP,
        .EBX = Task->EBX, .EDX = Task->EDX, .ECX = Task->ECX, .EAX = Task->EAX,
        .Vector = VECTOR_DOUBLE_FAULT,
        .EIP = Task->EIP, .CS = Task->CS, .EFLAGS = Task->EFLAGS,
        .ESP = Task->ESP, .SS = Task->SS,
    };
    PanicOnException(&Frame);
}
