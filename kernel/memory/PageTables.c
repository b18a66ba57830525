#include "memory/PageTables.h"

#include "base/Assert.h"
#include "base/String.h"
#include "memory/FrameWindow.h"
#include "memory/Frames.h"

static PageEntry *TopTable;

// Tables lie where the direct map shows them; at boot, where that of boot does.
static PHYSICAL TableLimit = EARLY_MEMORY_END;

static PHYSICAL AllocateTable(void) {
    const PHYSICAL Table = AllocateFrames(1, TableLimit);

    if (Table != NO_FRAME) memset(DirectMap(Table), 0, PAGE_BYTES);
    return Table;
}

// The entry for Address in the table of TargetLevel. Tables on the way that don't exist are made if
// Make says so. NULL if there is none.
static PageEntry *WalkTo(LINEAR Address, U32 TargetLevel, BOOL Make) {
    PageEntry *Table = TopTable;

    for (U32 Level = PAGE_TABLE_LEVELS; Level > TargetLevel; --Level) {
        PageEntry *Entry = &Table[PageTableIndex(Address, Level)];

        if (!EntryIsPresent(*Entry)) {
            const PHYSICAL Made = Make ? AllocateTable() : NO_FRAME;
            if (Made == NO_FRAME) return NULL;
            *Entry = MakeTableEntry(Made, Level);
        }
        if (EntryIsLeaf(*Entry, Level)) return NULL;
        Table = DirectMap(EntryAddress(*Entry));
    }
    return &Table[PageTableIndex(Address, TargetLevel)];
}

PageEntry *FindPageEntry(LINEAR Page) { return WalkTo(Page, 1, FALSE); }

BOOL MapPage(LINEAR Page, PHYSICAL Frame, U32 Flags) {
    PageEntry *Entry = WalkTo(Page, 1, TRUE);

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
    PageEntry *Entry = WalkTo(Page, Level, TRUE);

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
    const PHYSICAL Root = AllocateTable();

    if (Root == NO_FRAME) Panic("memory: no memory for the kernel's page tables");
    TopTable = DirectMap(Root);
    for (U32 Index = 0; Index < Memory->Count; ++Index) {
        const FrameRange Range = Memory->Ranges[Index];

        MapDirectly(Range.First * PAGE_BYTES,
                    MINIMUM(Range.End * PAGE_BYTES, (PHYSICAL)DIRECT_MAP_BYTES));
    }
    MapImage();
    LoadAddressSpace(Root);
    TableLimit = DIRECT_MAP_BYTES;
}
