// Where the kernel's image lies, and what paging is to allow on each part of it.

#include "Descriptors.h"
#include "arch/Arch.h"
#include "arch/x86/common/ExceptionStacks.h"

// Set by Kernel.ld; their addresses are what they tell.
extern const U8 TextStart[], TextEnd[], RodataEnd[], ImageEnd[];
extern const U8 BootStackStart[], BootStackEnd[];

const ImageSection ImageSections[IMAGE_SECTION_COUNT] = {
    {"text", (LINEAR)TextStart, (LINEAR)TextEnd, PAGE_EXECUTABLE | PAGE_GLOBAL},
    {"rodata", (LINEAR)TextEnd, (LINEAR)RodataEnd, PAGE_GLOBAL},
    {"data", (LINEAR)RodataEnd, (LINEAR)ImageEnd, PAGE_WRITABLE | PAGE_GLOBAL},
};

PHYSICAL ImagePhysicalStart(void) { return IMAGE_PHYSICAL; }

PHYSICAL ImagePhysicalEnd(void) { return (LINEAR)ImageEnd - IMAGE_OFFSET; }

LINEAR BootStackBottom(void) { return (LINEAR)BootStackStart; }

LINEAR BootStackTop(void) { return (LINEAR)BootStackEnd; }

LINEAR ImageGuardPage(U32 Index) {
    if (Index == 0) return BootStackBottom() - PAGE_BYTES;
    return Index <= EXCEPTION_STACK_COUNT ? BootExceptionStackGuard(Index - 1) : 0;
}
