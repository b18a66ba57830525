// Page-table entries and the TLB, for both architectures: PAE paging on x86-32 and 4-level paging
// on x86-64 have the same entries of 64 bits and differ in the number of levels (Intel SDM vol. 3A,
// "PAE Paging", "4-Level Paging and 5-Level Paging"). Level 1 is the table whose entries map pages
// of 4 KiB, level PAGE_TABLE_LEVELS the one that CR3 points to; a leaf at level 2 maps 2 MiB.
//
// memory/ builds and walks tables with these. Until it has loaded its own, the CPU runs on the
// tables of boot: identity and direct map of physical memory (x86-32: 1 GiB; x86-64: 4 GiB), and
// the image, all of it writable and executable.

#pragma once

#include "Layout.h"
#include "arch/x86/common/Instructions.h"
#include "base/Base.h"

#define PAGE_SHIFT 12
#define PAGE_BYTES 4096
#define LARGE_PAGE_BYTES 0x200000
#define TABLE_ENTRIES 512

typedef U64 PageEntry;

// Rights and properties of a mapping, for MakePageEntry.
#define PAGE_WRITABLE 0x01
#define PAGE_EXECUTABLE 0x02
#define PAGE_USER 0x04      // user mode may access it too
#define PAGE_UNCACHED 0x08  // device registers
#define PAGE_GLOBAL 0x10    // the same in every address space; survives LoadAddressSpace
#define PAGE_LARGE 0x20     // a leaf of level 2, 2 MiB

// Intel SDM vol. 3A, "4-Level Paging and 5-Level Paging", tables of the formats of entries.
#define ENTRY_PRESENT (1ULL << 0)
#define ENTRY_WRITABLE (1ULL << 1)
#define ENTRY_USER (1ULL << 2)
#define ENTRY_WRITE_THROUGH (1ULL << 3)
#define ENTRY_CACHE_DISABLED (1ULL << 4)
#define ENTRY_LARGE (1ULL << 7)
#define ENTRY_GLOBAL (1ULL << 8)
#define ENTRY_NO_EXECUTE (1ULL << 63)
#define ENTRY_ADDRESS 0x000FFFFFFFFFF000ULL

// Bits of the error code of a page fault (Intel SDM vol. 3A, "Page-Fault Exceptions").
#define FAULT_PRESENT 0x01  // the page is there, but does not allow it
#define FAULT_WRITE 0x02
#define FAULT_USER 0x04
#define FAULT_RESERVED 0x08  // a reserved bit is set in an entry
#define FAULT_FETCH 0x10     // of an instruction; only known with NX

// ENTRY_NO_EXECUTE once this CPU has been told to honour it, else 0: without EFER.NXE the bit is
// reserved, and an entry that has it set faults.
extern PageEntry NoExecuteBit;

// The entry that maps the page (or with PAGE_LARGE the 2 MiB) at Frame, aligned to its size.
static inline PageEntry MakePageEntry(PHYSICAL Frame, U32 Flags) {
    PageEntry Entry = Frame | ENTRY_PRESENT;
    if (Flags & PAGE_WRITABLE) Entry |= ENTRY_WRITABLE;
    if (!(Flags & PAGE_EXECUTABLE)) Entry |= NoExecuteBit;
    if (Flags & PAGE_USER) Entry |= ENTRY_USER;
    if (Flags & PAGE_UNCACHED) Entry |= ENTRY_CACHE_DISABLED | ENTRY_WRITE_THROUGH;
    if (Flags & PAGE_GLOBAL) Entry |= ENTRY_GLOBAL;
    if (Flags & PAGE_LARGE) Entry |= ENTRY_LARGE;
    return Entry;
}

// The entry of a table of Level (2 or more) that refers to the table of Level - 1 at Table. It
// allows everything, user mode only with PAGE_USER in Flags; the leaf decides. In PAE's top level
// the bits of rights are reserved (Intel SDM vol. 3A, "PDPTE Registers").
static inline PageEntry MakeTableEntry(PHYSICAL Table, U32 Level, U32 Flags) {
    if (PAGE_TABLE_LEVELS == 3 && Level == 3) return Table | ENTRY_PRESENT;
    return Table | ENTRY_PRESENT | ENTRY_WRITABLE | (Flags & PAGE_USER ? ENTRY_USER : 0);
}

static inline BOOL EntryIsPresent(PageEntry Entry) { return (Entry & ENTRY_PRESENT) != 0; }

// Whether the present Entry of a table of Level maps memory, rather than refers to a table.
static inline BOOL EntryIsLeaf(PageEntry Entry, U32 Level) {
    return Level == 1 || (Level < PAGE_TABLE_LEVELS && (Entry & ENTRY_LARGE) != 0);
}

// Where the page or table of the present Entry lies.
static inline PHYSICAL EntryAddress(PageEntry Entry) { return Entry & ENTRY_ADDRESS; }

// The PAGE_* flags of a present leaf. Where the CPU has no NX everything is executable.
static inline U32 EntryFlags(PageEntry Entry, U32 Level) {
    U32 Flags = 0;
    if (Entry & ENTRY_WRITABLE) Flags |= PAGE_WRITABLE;
    if (!(Entry & ENTRY_NO_EXECUTE)) Flags |= PAGE_EXECUTABLE;
    if (Entry & ENTRY_USER) Flags |= PAGE_USER;
    if (Entry & ENTRY_CACHE_DISABLED) Flags |= PAGE_UNCACHED;
    if (Entry & ENTRY_GLOBAL) Flags |= PAGE_GLOBAL;
    if (Level > 1) Flags |= PAGE_LARGE;
    return Flags;
}

// How many bytes one entry of a table of Level covers; the index of Address's entry in it.
static inline U64 TableSlotBytes(U32 Level) { return (U64)PAGE_BYTES << (9 * (Level - 1)); }

static inline U32 PageTableIndex(LINEAR Address, U32 Level) {
    return (U32)(Address >> (PAGE_SHIFT + 9 * (Level - 1))) & (TABLE_ENTRIES - 1);
}

// Drops what this CPU's TLB knows of the page at Address, global or not. The seam where a kernel
// with more CPUs tells the others.
static inline void InvalidatePage(LINEAR Address) {
    __asm__ volatile("invlpg (%0)" ::"r"(Address) : "memory");
}

// Drops everything that is not global.
static inline void FlushTLB(void) { WriteCR3(ReadCR3()); }

// Continues on the page tables whose top level is at Root: a page below 4 GiB. PAE reads the top
// level only here (Intel SDM vol. 3A, "PDPTE Registers"), so a change to it needs this call.
// Context: any, if the code, the stack and the handlers are mapped alike in both.
void LoadAddressSpace(PHYSICAL Root);

static inline PHYSICAL CurrentAddressSpace(void) { return ReadCR3() & ~(UINT)(PAGE_BYTES - 1); }

// To be called after a change to the top level at Root, which PAE would not see otherwise.
static inline void ReloadTopLevel(PHYSICAL Root) {
    if (PAGE_TABLE_LEVELS == 3 && CurrentAddressSpace() == Root) FlushTLB();
}

// Where the direct map shows Address; it must lie below DIRECT_MAP_BYTES and be mapped.
static inline void *DirectMap(PHYSICAL Address) {
    return (void *)(DIRECT_MAP_BASE + (LINEAR)Address);
}

// The physical address of something in the direct map or in the image.
static inline PHYSICAL PhysicalOf(const void *Pointer) {
    const LINEAR Address = (LINEAR)Pointer;
    return Address >= IMAGE_OFFSET ? Address - IMAGE_OFFSET : Address - DIRECT_MAP_BASE;
}
