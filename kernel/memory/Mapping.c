#include "memory/Mapping.h"

#include "base/Assert.h"
#include "base/String.h"
#include "memory/FrameWindow.h"
#include "memory/Frames.h"
#include "memory/KernelSpace.h"
#include "memory/Memory.h"
#include "memory/PageTables.h"
#include "sync/Freeze.h"

static U32 PageFlags(U32 Flags) {
    U32 Result = PAGE_GLOBAL;

    if (Flags & MAP_WRITABLE) Result |= PAGE_WRITABLE;
    if (Flags & MAP_UNCACHED) Result |= PAGE_UNCACHED;
    return Result;
}

static void UnmapArea(LINEAR First, U32 Count) {
    for (U32 Index = 0; Index < Count; ++Index) UnmapPage(First + (LINEAR)Index * PAGE_BYTES);
    InvalidatePages(KernelTables(), First, Count);
}

// How many pages the range touches; 0 if it is no range that can be mapped.
static U32 PagesOfRange(PHYSICAL Address, U64 Bytes) {
    const PHYSICAL Limit = PhysicalAddressLimit();

    if (Bytes == 0 || Address >= Limit || Bytes > Limit - Address) return 0;
    const U64 Pages = (Address % PAGE_BYTES + Bytes + PAGE_BYTES - 1) / PAGE_BYTES;
    return Pages < MAX_FRAMES ? (U32)Pages : 0;
}

void *MapPhysical(PHYSICAL Address, U64 Bytes, U32 Flags) {
    const PHYSICAL Frame = ALIGN_DOWN(Address, PAGE_BYTES);
    const U32 Count = PagesOfRange(Address, Bytes);
    if (Count == 0) return NULL;

    Freeze();
    const LINEAR First = AllocateKernelSpace(Count);
    U32 Mapped = 0;
    while (First != 0 && Mapped < Count &&
           MapPage(First + (LINEAR)Mapped * PAGE_BYTES, Frame + (U64)Mapped * PAGE_BYTES,
                   PageFlags(Flags))) {
        ++Mapped;
    }
    if (First != 0 && Mapped < Count) {
        UnmapArea(First, Mapped);
        FreeKernelSpace(First, Count);
    }
    Unfreeze();
    return Mapped == Count ? (void *)(First + (LINEAR)(Address % PAGE_BYTES)) : NULL;
}

void UnmapPhysical(const void *Mapped, U64 Bytes) {
    const LINEAR First = ALIGN_DOWN((LINEAR)Mapped, PAGE_BYTES);
    const U32 Count = PagesOfRange((LINEAR)Mapped % PAGE_BYTES, Bytes);

    ASSERT_THAT(Count > 0, "%p, %llu bytes", Mapped, Bytes);
    Freeze();
    UnmapArea(First, Count);
    FreeKernelSpace(First, Count);
    Unfreeze();
}

// Takes the frames of the Count pages at First away from them and gives them back.
static void FreeBackedPages(LINEAR First, U32 Count) {
    for (U32 Index = 0; Index < Count; ++Index) {
        const LINEAR Page = First + (LINEAR)Index * PAGE_BYTES;
        const PHYSICAL Frame = UnmapPage(Page);

        InvalidatePages(KernelTables(), Page, 1);
        FreeFrame(Frame);
    }
}

static BOOL BackPage(LINEAR Page, U8 Byte) {
    const PHYSICAL Frame = AllocateFrame();
    if (Frame == NO_FRAME) return FALSE;

    if (!MapPage(Page, Frame, PAGE_WRITABLE | PAGE_GLOBAL)) {
        FreeFrame(Frame);
        return FALSE;
    }
    memset((void *)Page, Byte, PAGE_BYTES);
    return TRUE;
}

void *AllocatePages(U32 Count) { return AllocateFilledPages(Count, 0); }

void *AllocateFilledPages(U32 Count, U8 Byte) {
    ASSERT(Count > 0);
    Freeze();
    const LINEAR First = AllocateKernelSpace(Count);
    U32 Backed = 0;
    while (First != 0 && Backed < Count &&
           BackPage(First + (LINEAR)Backed * PAGE_BYTES, Byte)) {
        ++Backed;
    }
    if (First != 0 && Backed < Count) {
        FreeBackedPages(First, Backed);
        FreeKernelSpace(First, Count);
    }
    Unfreeze();
    return Backed == Count ? (void *)First : NULL;
}

void FreePages(void *Pages, U32 Count) {
    Freeze();
    FreeBackedPages((LINEAR)Pages, Count);
    FreeKernelSpace((LINEAR)Pages, Count);
    Unfreeze();
}

void InitializeMapping(void) {
    // The first area of all: its pages have their entries in one table.
    const LINEAR Window = AllocateKernelSpace(FRAME_WINDOW_PAGES);

    // Mapped once to have its table made, which then stays.
    if (Window == 0 || !MapPage(Window, 0, PAGE_WRITABLE)) Panic("memory: no frame window");
    SetFrameWindow(Window, FindPageEntry(Window));
    UnmapArea(Window, 1);
}
