#include "arch/Arch.h"
#include "base/Assert.h"

void StartContext(void);

// What SwitchContext pops, lowest address first.
typedef struct {
    U32 EDI, ESI, EBX, EBP;
    U32 ReturnAddress;
} SavedRegisters;

void InitializeContext(TaskContext *Context, LINEAR StackTop, void (*Entry)(void *),
                       void *Argument) {
    ASSERT_THAT(StackTop % 16 == 0, "0x%lx", StackTop);

    SavedRegisters *Saved = (SavedRegisters *)StackTop - 1;
    *Saved = (SavedRegisters){
        .EBX = (U32)Entry,
        .ESI = (U32)Argument,
        .ReturnAddress = (U32)StartContext,
    };
    Context->StackPointer = (LINEAR)Saved;
}
