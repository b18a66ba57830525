#include "arch/Arch.h"
#include "base/Assert.h"

void StartContext(void);

// What SwitchContext pops, lowest address first.
typedef struct {
    U64 GS, R15, R14, R13, R12, RBX, RBP;
    U64 ReturnAddress;
} SavedRegisters;

void InitializeContext(TaskContext *Context, LINEAR StackTop, void (*Entry)(void *),
                       void *Argument) {
    ASSERT_THAT(StackTop % 16 == 0, "0x%lx", StackTop);

    SavedRegisters *Saved = (SavedRegisters *)StackTop - 1;
    *Saved = (SavedRegisters){
        .RBX = (U64)Entry,
        .R12 = (U64)Argument,
        .ReturnAddress = (U64)StartContext,
    };
    Context->StackPointer = (LINEAR)Saved;
}
