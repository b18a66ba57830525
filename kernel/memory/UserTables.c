#include "memory/UserTables.h"

#include "base/String.h"
#include "memory/Frames.h"
#include "memory/PageTables.h"

// What all spaces have in common.
#define KERNEL_TOP_BYTES ((TOP_LEVEL_ENTRIES - KERNEL_TOP_INDEX) * sizeof(PageEntry))

PageEntry *CreateUserTables(void) {
    const PHYSICAL Root = AllocateClearFrame(DIRECT_MAP_BYTES);
    if (Root == NO_FRAME) return NULL;

    PageEntry *Top = DirectMap(Root);
    memcpy(Top + KERNEL_TOP_INDEX, KernelTables() + KERNEL_TOP_INDEX, KERNEL_TOP_BYTES);
    return Top;
}

void DestroyUserTables(PageEntry *Top) {
    memset(Top + KERNEL_TOP_INDEX, 0, KERNEL_TOP_BYTES);
    RecycleFrame(PhysicalOf(Top), TRUE);
}

// The lowest address that an entry of a table of Level does not cover any more, which covers Page.
static LINEAR SlotEnd(LINEAR Page, U32 Level) {
    return ALIGN_DOWN(Page, TableSlotBytes(Level)) + (LINEAR)TableSlotBytes(Level);
}

PageEntry *NextUserEntries(PageEntry *Top, LINEAR *Page, LINEAR End, U32 *Count) {
    while (*Page < End) {
        PageEntry *Table = Top;
        U32 Level = PAGE_TABLE_LEVELS;

        for (; Level > 1; --Level) {
            const PageEntry Entry = Table[PageTableIndex(*Page, Level)];
            if (!EntryIsPresent(Entry)) break;
            Table = DirectMap(EntryAddress(Entry));
        }
        if (Level == 1) {
            const LINEAR Stop = MINIMUM(SlotEnd(*Page, 2), End);

            *Count = (U32)((Stop - *Page) / PAGE_BYTES);
            return &Table[PageTableIndex(*Page, 1)];
        }
        *Page = MINIMUM(SlotEnd(*Page, Level), End);
    }
    return NULL;
}

// Context: as FreeUserTables, for one table of Level and what is below it.
static void FreeTablesIn(PageEntry *Top, PageEntry *Table, U32 Level, LINEAR First, LINEAR End,
                         LINEAR Floor, LINEAR Ceiling) {
    for (LINEAR Start = First; Start < End; Start = SlotEnd(Start, Level)) {
        const LINEAR Slot = ALIGN_DOWN(Start, TableSlotBytes(Level));
        const LINEAR Stop = SlotEnd(Start, Level);
        PageEntry *Entry = &Table[PageTableIndex(Start, Level)];

        if (!EntryIsPresent(*Entry)) continue;
        const PHYSICAL Below = EntryAddress(*Entry);
        if (Level > 2) {
            FreeTablesIn(Top, DirectMap(Below), Level - 1, Start, MINIMUM(Stop, End), Floor,
                         Ceiling);
        }
        if (Slot < Floor || MINIMUM(Stop, USER_END) > Ceiling) continue;
        *Entry = 0;
        if (Level == PAGE_TABLE_LEVELS) ReloadTopLevel(PhysicalOf(Top));
        // Also drops what the CPU remembers of tables (Intel SDM vol. 3A, "Operations that
        // Invalidate TLBs and Paging-Structure Caches").
        InvalidatePages(Top, Start, 1);
        RecycleFrame(Below, TRUE);
    }
}

void FreeUserTables(PageEntry *Top, LINEAR First, LINEAR End, LINEAR Floor, LINEAR Ceiling) {
    FreeTablesIn(Top, Top, PAGE_TABLE_LEVELS, First, End, Floor, Ceiling);
}
