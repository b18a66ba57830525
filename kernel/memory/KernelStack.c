#include "memory/KernelStack.h"

#include "arch/Arch.h"
#include "memory/Mapping.h"

#define UNUSED_BYTE 0x5A

static U32 PagesOf(const KernelStack *Stack) {
    return (U32)((Stack->Top - Stack->Bottom) / PAGE_BYTES);
}

BOOL AllocateKernelStack(KernelStack *Stack, U32 Pages) {
    // The guard is the page that every mapped area has before it.
    void *Bottom = AllocateFilledPages(Pages, UNUSED_BYTE);
    if (Bottom == NULL) return FALSE;

    Stack->Bottom = (LINEAR)Bottom;
    Stack->Top = Stack->Bottom + (LINEAR)Pages * PAGE_BYTES;
    return TRUE;
}

void FreeKernelStack(KernelStack *Stack) {
    FreePages((void *)Stack->Bottom, PagesOf(Stack));
    *Stack = (KernelStack){0, 0};
}

SIZE StackHighWaterMark(const KernelStack *Stack) {
    const U8 *Deepest = (const U8 *)Stack->Bottom;

    while ((LINEAR)Deepest < Stack->Top && *Deepest == UNUSED_BYTE) ++Deepest;
    return Stack->Top - (LINEAR)Deepest;
}

BOOL IsStackGuard(const KernelStack *Stack, LINEAR Address) {
    return Address < Stack->Bottom && Stack->Bottom - Address <= PAGE_BYTES;
}
