#include "memory/PageTables.h"

#include "base/Assert.h"
#include "memory/FrameWindow.h"
#include "memory/Frames.h"

// So many user pages one after the other, and forgetting all is cheaper than each of them.
#define FLUSH_PAGES 32

static PageEntry *KernelTop;

// Tables lie where the direct map shows them; at boot, where that of boot does.
static PHYSICAL TableLimit = EARLY_MEMORY_END;

// The entry for Address in the table of TargetLevel below Top. Tables on the way that don't exist
// are made if Make says so. NULL if there is none.
static PageEntry *WalkTo(PageEntry *Top, LINEAR Address, U32 TargetLevel, BOOL Make) {
    PageEntry *Table = Top;

    for (U32 Level = PAGE_TABLE_LEVELS; Level > TargetLevel; --Level) {
        PageEntry *Entry = &Table[PageTableIndex(Address, Level)];

        if (!EntryIsPresent(*Entry)) {
            const PHYSICAL Made = Make ? AllocateClearFrame(TableLimit) : NO_FRAME;
            if (Made == NO_FRAME) return NULL;
            *Entry = MakeTableEntry(Made, Level, Address < USER_END ? PAGE_USER : 0);
            if (Table == Top) ReloadTopLevel(PhysicalOf(Top));
        }
        if (EntryIsLeaf(*Entry, Level)) return NULL;
        Table = DirectMap(EntryAddress(*Entry));
    }
    return &Table[PageTableIndex(Address, TargetLevel)];
}

PageEntry *KernelTables(void) { return KernelTop; }

PageEntry *FindPageEntry(LINEAR Page) { return WalkTo(KernelTop, Page, 1, FALSE); }

PageEntry *MakeUserEntry(PageEntry *Top, LINEAR Page) { return WalkTo(Top, Page, 1, TRUE); }

void InvalidatePages(const PageEntry *Top, LINEAR First, SIZE Count) {
    if (First < USER_END) {
        // Others than the running ones are not remembered: loading them forgets what is not global.
        if (PhysicalOf(Top) != CurrentAddressSpace()) return;
        if (Count > FLUSH_PAGES) {
            FlushTLB();
            return;
        }
    }
    for (SIZE Index = 0; Index < Count; ++Index) InvalidatePage(First + Index * PAGE_BYTES);
}

BOOL MapPage(LINEAR Page, PHYSICAL Frame, U32 Flags) {
    PageEntry *Entry = WalkTo(KernelTop, Page, 1, TRUE);

    if (Entry == NULL) return FALSE;
    ASSERT_THAT(!EntryIsPresent(*Entry), "page 0x%lx", Page);
    *Entry = MakePageEntry(Frame, Flags);
    return TRUE;
}

PHYSICAL UnmapPage(LINEAR Page) {
    PageEntry *Entry = FindPageEntry(Page);

    ASSERT_THAT(Entry != NULL && EntryIsPresent(*Entry), "page 0x%lx", Page);
    const PHYSICAL Frame = EntryAddress(*Entry);
    *Entry = 0;
    return Frame;
}

static void MustMap(LINEAR Page, PHYSICAL Frame, U32 Flags) {
    const U32 Level = (Flags & PAGE_LARGE) ? 2 : 1;
    PageEntry *Entry = WalkTo(KernelTop, Page, Level, TRUE);

    if (Entry == NULL) Panic("memory: no memory for the kernel's page tables");
    *Entry = MakePageEntry(Frame, Flags | PAGE_GLOBAL);
}

// The rights of the direct map's page at Frame: the image is not to be changed behind its own.
static U32 DirectMapFlags(PHYSICAL Frame) {
    for (U32 Index = 0; Index < IMAGE_SECTION_COUNT; ++Index) {
        const ImageSection *Section = &ImageSections[Index];

        if (Frame + IMAGE_OFFSET >= Section->Start && Frame + IMAGE_OFFSET < Section->End) {
            return Section->Flags & PAGE_WRITABLE;
        }
    }
    return PAGE_WRITABLE;
}

// Shows RAM from Base to End in the direct map, by large pages where there is nothing but RAM and
// the image is elsewhere.
static void MapDirectly(PHYSICAL Base, PHYSICAL End) {
    const PHYSICAL ImageStart = ALIGN_DOWN(ImagePhysicalStart(), LARGE_PAGE_BYTES);
    const PHYSICAL ImageEnd = ALIGN_UP(ImagePhysicalEnd(), LARGE_PAGE_BYTES);

    for (PHYSICAL Frame = Base; Frame < End;) {
        const LINEAR Page = (LINEAR)DirectMap(Frame);
        const BOOL HoldsImage = Frame >= ImageStart && Frame < ImageEnd;

        if (!HoldsImage && Frame % LARGE_PAGE_BYTES == 0 && End - Frame >= LARGE_PAGE_BYTES) {
            MustMap(Page, Frame, PAGE_WRITABLE | PAGE_LARGE);
            Frame += LARGE_PAGE_BYTES;
        } else {
            MustMap(Page, Frame, DirectMapFlags(Frame));
            Frame += PAGE_BYTES;
        }
    }
}

static void MapImage(void) {
    for (U32 Index = 0; Index < IMAGE_SECTION_COUNT; ++Index) {
        const ImageSection *Section = &ImageSections[Index];

        for (LINEAR Page = Section->Start; Page < Section->End; Page += PAGE_BYTES) {
            MustMap(Page, Page - IMAGE_OFFSET, Section->Flags);
        }
    }
    LINEAR Guard;
    for (U32 Index = 0; (Guard = ImageGuardPage(Index)) != 0; ++Index) *FindPageEntry(Guard) = 0;
}

void InitializePageTables(const FrameRanges *Memory) {
    const PHYSICAL Root = AllocateClearFrame(TableLimit);

    if (Root == NO_FRAME) Panic("memory: no memory for the kernel's page tables");
    KernelTop = DirectMap(Root);
    for (U32 Index = 0; Index < Memory->Count; ++Index) {
        const FrameRange Range = Memory->Ranges[Index];

        MapDirectly(Range.First * PAGE_BYTES,
                    MINIMUM(Range.End * PAGE_BYTES, (PHYSICAL)DIRECT_MAP_BYTES));
    }
    MapImage();
    LoadAddressSpace(Root);
    TableLimit = DIRECT_MAP_BYTES;
}
