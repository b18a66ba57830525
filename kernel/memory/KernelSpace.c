#include "memory/KernelSpace.h"

#include "arch/Arch.h"
#include "base/Assert.h"
#include "memory/Bitmap.h"

// One GiB is plenty where there is more; the table has a bit for each page.
#define SPACE_BYTES MINIMUM(MAPPED_END - MAPPED_BASE, GIB(1))
#define SPACE_PAGES ((U32)(SPACE_BYTES / PAGE_BYTES))

#define GUARD_PAGES 1

static U32 Words[BITMAP_WORDS(SPACE_PAGES)];
static Bitmap Space = {.Words = Words, .Bits = SPACE_PAGES};

LINEAR AllocateKernelSpace(U32 Pages) {
    ASSERT(Pages > 0);
    if (Pages >= SPACE_PAGES) return 0;

    const U32 Bit = TakeBits(&Space, Pages + GUARD_PAGES, 0, SPACE_PAGES);
    if (Bit == NO_BIT) return 0;
    return (LINEAR)MAPPED_BASE + (LINEAR)(Bit + GUARD_PAGES) * PAGE_BYTES;
}

void FreeKernelSpace(LINEAR Address, U32 Pages) {
    ASSERT_THAT(Address > MAPPED_BASE && Address % PAGE_BYTES == 0, "0x%lx", Address);
    const LINEAR Page = (Address - MAPPED_BASE) / PAGE_BYTES;

    ASSERT_THAT(Page < SPACE_PAGES, "0x%lx", Address);
    ReleaseBits(&Space, (U32)Page - GUARD_PAGES, Pages + GUARD_PAGES);
}
