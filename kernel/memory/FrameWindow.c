#include "memory/FrameWindow.h"

#include "base/Assert.h"
#include "base/String.h"

static LINEAR WindowFirst;
static PageEntry *WindowEntries;

void SetFrameWindow(LINEAR First, PageEntry *Entries) {
    WindowFirst = First;
    WindowEntries = Entries;
}

// Where Frame can be seen: in the direct map, or else through page Index of the window.
static void *ShowFrame(PHYSICAL Frame, U32 Index) {
    if (Frame < DIRECT_MAP_BYTES) return DirectMap(Frame);

    const LINEAR Page = WindowFirst + Index * PAGE_BYTES;
    ASSERT_THAT(WindowEntries != NULL, "frame 0x%llx", Frame);
    // Only this CPU looks through the window, so only this CPU has to forget what it saw.
    WindowEntries[Index] = MakePageEntry(Frame, PAGE_WRITABLE);
    InvalidatePage(Page);
    return (void *)Page;
}

static void HideFrame(PHYSICAL Frame, U32 Index) {
    if (Frame < DIRECT_MAP_BYTES) return;

    WindowEntries[Index] = 0;
    InvalidatePage(WindowFirst + Index * PAGE_BYTES);
}

void FillFrame(PHYSICAL Frame, U8 Byte) {
    memset(ShowFrame(Frame, 0), Byte, PAGE_BYTES);
    HideFrame(Frame, 0);
}

void CopyFrame(PHYSICAL To, PHYSICAL From) {
    memcpy(ShowFrame(To, 0), ShowFrame(From, 1), PAGE_BYTES);
    HideFrame(To, 0);
    HideFrame(From, 1);
}
