#include "memory/FrameWindow.h"

#include "base/Assert.h"
#include "base/String.h"

static LINEAR WindowPage;
static PageEntry *WindowEntry;

void SetFrameWindow(LINEAR Page, PageEntry *Entry) {
    WindowPage = Page;
    WindowEntry = Entry;
}

void FillFrame(PHYSICAL Frame, U8 Byte) {
    if (Frame < DIRECT_MAP_BYTES) {
        memset(DirectMap(Frame), Byte, PAGE_BYTES);
        return;
    }
    ASSERT_THAT(WindowEntry != NULL, "frame 0x%llx", Frame);
    // Only this CPU looks through the window, so only this CPU has to forget what it saw.
    *WindowEntry = MakePageEntry(Frame, PAGE_WRITABLE);
    InvalidatePage(WindowPage);
    memset((void *)WindowPage, Byte, PAGE_BYTES);
    *WindowEntry = 0;
    InvalidatePage(WindowPage);
}
