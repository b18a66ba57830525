// LowPages: pages below 640 KiB, where code of real mode can run. The memory manager leaves the
// first MiB alone, so that who needs such a page takes it from the firmware's map.

#pragma once

#include "base/Base.h"

#define NO_LOW_PAGE (~(PHYSICAL)0)

// The highest page below 640 KiB that is usable, whole, and nobody's: not the interrupt table and
// data of the BIOS in page 0, not the extended BIOS data area, not a boot module. NO_LOW_PAGE if
// there is none. Context: boot.
PHYSICAL FindLowPage(void);

// Copies code to a page, with breakpoints behind it: a jump that misses the code hits one of them,
// not the past. Panics if the firmware's map has no RAM there. Context: any, with the first MiB in
// the direct map.
void InstallLowCode(PHYSICAL Page, const U8 *Code, const U8 *End);

// Fills a page with breakpoints. Context: as above; nobody is to execute there any more.
void ClearLowPage(PHYSICAL Page);
