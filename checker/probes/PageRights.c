// The page tables as they are: who may do what with which page.

#include "arch/Arch.h"
#include "cpu/Features.h"
#include "probe/Probe.h"

typedef struct {
    U32 Leaves;
    U32 WritableAndExecutable;
    U32 ForUsers;
    U32 InUserSpace;
    LINEAR LastBad;
} Survey;

// An address whose upper bits repeat the highest that is translated.
static LINEAR Canonical(U64 Address) {
    if (ARCH_BITS == 64 && (Address >> 47 & 1) != 0) Address |= 0xFFFF000000000000;
    return (LINEAR)Address;
}

static void SurveyLeaf(Survey *Found, PageEntry Entry, U32 Level, LINEAR Address) {
    const U32 Flags = EntryFlags(Entry, Level);
    const BOOL Both = (Flags & PAGE_WRITABLE) != 0 && (Flags & PAGE_EXECUTABLE) != 0;

    Found->Leaves++;
    Found->WritableAndExecutable += Both;
    Found->ForUsers += (Flags & PAGE_USER) != 0;
    Found->InUserSpace += Address < USER_END;
    if (Both || Address < USER_END) Found->LastBad = Address;
}

static void SurveyTable(Survey *Found, PHYSICAL Table, U32 Level, U64 Start) {
    const PageEntry *Entries = DirectMap(Table);
    const U32 Count = Level == PAGE_TABLE_LEVELS ? TOP_LEVEL_ENTRIES : TABLE_ENTRIES;

    for (U32 Index = 0; Index < Count; Index++) {
        const U64 Address = Start + Index * TableSlotBytes(Level);
        if (!EntryIsPresent(Entries[Index])) continue;
        if (EntryIsLeaf(Entries[Index], Level)) {
            SurveyLeaf(Found, Entries[Index], Level, Canonical(Address));
        } else {
            SurveyTable(Found, EntryAddress(Entries[Index]), Level - 1, Address);
        }
    }
}

PROBE(PagesWritableOrExecutable, "no page of the kernel is both writable and executable") {
    Survey Found = {0};
    SurveyTable(&Found, CurrentAddressSpace(), PAGE_TABLE_LEVELS, 0);

    PROBE_EXPECT(Found.Leaves > 3, "%u pages mapped", Found.Leaves);
    if (CPUFeatures.NX) {
        PROBE_EXPECT(Found.WritableAndExecutable == 0, "%u pages, the last at 0x%lx",
                     Found.WritableAndExecutable, Found.LastBad);
    }
    PROBE_EQUAL(0, Found.ForUsers, "kernel pages that user mode may access");
}

PROBE(PagesNoIdentityMap, "nothing is mapped in user space once the kernel has booted") {
    Survey Found = {0};
    SurveyTable(&Found, CurrentAddressSpace(), PAGE_TABLE_LEVELS, 0);
    PROBE_EXPECT(Found.InUserSpace == 0, "%u pages, the last at 0x%lx", Found.InUserSpace,
                 Found.LastBad);
}

// The entry that maps Address, or 0; its level goes to Level.
static PageEntry FindLeaf(LINEAR Address, U32 *Level) {
    PHYSICAL Table = CurrentAddressSpace();
    for (*Level = PAGE_TABLE_LEVELS; *Level > 0; --*Level) {
        const PageEntry *Entries = DirectMap(Table);
        const PageEntry Entry = Entries[PageTableIndex(Address, *Level)];
        if (!EntryIsPresent(Entry) || EntryIsLeaf(Entry, *Level)) return Entry;
        Table = EntryAddress(Entry);
    }
    return 0;
}

static BOOL IsGuardPage(LINEAR Page) {
    LINEAR Guard;
    for (U32 Index = 0; (Guard = ImageGuardPage(Index)) != 0; Index++) {
        if (Guard == Page) return TRUE;
    }
    return FALSE;
}

PROBE(PagesOfImage, "text can be run, rodata only read, data only read and written") {
    const U32 Rights = PAGE_WRITABLE | (CPUFeatures.NX ? PAGE_EXECUTABLE : 0);

    for (U32 Index = 0; Index < IMAGE_SECTION_COUNT; Index++) {
        const ImageSection *Section = &ImageSections[Index];
        for (LINEAR Page = Section->Start; Page < Section->End; Page += PAGE_BYTES) {
            U32 Level;
            const PageEntry Entry = FindLeaf(Page, &Level);
            if (IsGuardPage(Page)) {
                PROBE_EXPECT(!EntryIsPresent(Entry), "guard page at 0x%lx is mapped", Page);
                continue;
            }
            PROBE_EXPECT(EntryIsPresent(Entry), "%s 0x%lx is not mapped", Section->Name, Page);
            const U32 Found = EntryFlags(Entry, Level) & Rights;
            PROBE_EXPECT(Found == (Section->Flags & Rights), "%s 0x%lx has rights 0x%x",
                         Section->Name, Page, Found);
        }
    }
}

PROBE(ProtectionIsOn, "the CPU enforces what it can: WP, NX, SMEP, SMAP, UMIP") {
    const U32 CR4 = (U32)ReadCR4();
    PROBE_EQUAL(1, ReadCR0() >> 16 & 1, "CR0.WP");
    PROBE_EQUAL(1, CR4 >> 7 & 1, "CR4.PGE");
    PROBE_EQUAL(CPUFeatures.SMEP, CR4 >> 20 & 1, "CR4.SMEP");
    PROBE_EQUAL(CPUFeatures.SMAP, CR4 >> 21 & 1, "CR4.SMAP");
    PROBE_EQUAL(CPUFeatures.UMIP, CR4 >> 11 & 1, "CR4.UMIP");
    if (CPUFeatures.NX) PROBE_EQUAL(1, ReadMSR(0xC0000080) >> 11 & 1, "EFER.NXE");
}
