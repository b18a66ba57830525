#include "arch/x86/common/LowPages.h"

#include "arch/Arch.h"
#include "arch/BootInfo.h"
#include "base/Panic.h"
#include "base/String.h"

#define BREAKPOINT_OPCODE 0xCC
#define LOW_MEMORY_END 0xA0000

// The BIOS data area has the segment of the extended one there, or 0. The firmware's map should
// leave that area out; some do not.
#define EXTENDED_AREA_SEGMENT 0x40E

static BOOL IsUsablePage(PHYSICAL Page) {
    const BootInfo *Boot = ReadBootInfo();

    for (U32 Index = 0; Index < Boot->RegionCount; Index++) {
        const MemoryRegion *Region = &Boot->Regions[Index];
        if (Region->Kind == MEMORY_USABLE && Region->Base <= Page &&
            Region->Bytes >= Page - Region->Base + PAGE_BYTES) {
            return TRUE;
        }
    }
    return FALSE;
}

static BOOL IsOfModule(PHYSICAL Page) {
    const BootInfo *Boot = ReadBootInfo();

    for (U32 Index = 0; Index < Boot->ModuleCount; Index++) {
        const BootModule *Module = &Boot->Modules[Index];
        if (Module->Base < Page + PAGE_BYTES && Page < Module->Base + Module->Bytes) return TRUE;
    }
    return FALSE;
}

// Where memory ends that firmware leaves to others. Under UEFI there is no BIOS data area.
static PHYSICAL FindEnd(void) {
    if (ReadBootInfo()->EFI || !IsUsablePage(0)) return LOW_MEMORY_END;
    const U16 *Segment = DirectMap(EXTENDED_AREA_SEGMENT);
    const PHYSICAL Area = (PHYSICAL)*Segment << 4;
    return Area == 0 || Area > LOW_MEMORY_END ? LOW_MEMORY_END : ALIGN_DOWN(Area, PAGE_BYTES);
}

// From the top: the first 64 KiB are where firmware is known to write without having said so.
PHYSICAL FindLowPage(void) {
    PHYSICAL Page = FindEnd();

    while (Page > PAGE_BYTES) {
        Page -= PAGE_BYTES;
        if (IsUsablePage(Page) && !IsOfModule(Page)) return Page;
    }
    return NO_LOW_PAGE;
}

void InstallLowCode(PHYSICAL Page, const U8 *Code, const U8 *End) {
    if (!IsUsablePage(Page)) Panic("boot: no RAM for the bootstrap stub, at 0x%llx", Page);
    ClearLowPage(Page);
    memcpy(DirectMap(Page), Code, (SIZE)(End - Code));
}

void ClearLowPage(PHYSICAL Page) { memset(DirectMap(Page), BREAKPOINT_OPCODE, PAGE_BYTES); }
