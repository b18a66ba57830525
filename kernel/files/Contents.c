// A file's pages: a tree of tables that grows at the root, so that a small file is one page and a
// hole costs nothing. Frames come from below the end of the direct map, where they need no mapping
// of their own: on x86-32 kernel addresses are scarcer than memory.

#include "arch/Arch.h"
#include "base/String.h"
#include "files/Node.h"
#include "memory/Frames.h"

#define SLOT_BITS (ARCH_BITS == 64 ? 9 : 10)
#define SLOTS (1u << SLOT_BITS)
#define RESERVE_SHARE 16  // Files.h: the last sixteenth of memory is not for files

_Static_assert(SLOTS * sizeof(void *) == PAGE_BYTES, "a table is a page");
_Static_assert(MAX_FILE_BYTES / PAGE_BYTES < 1ULL << 4 * SLOT_BITS, "Height is at most 4");

static U64 PagesCovered(U32 Height) { return 1ULL << SLOT_BITS * Height; }

static U8 *TakeFrame(Contents *For) {
    const FrameCounts Counts = GetFrameCounts();
    if (Counts.Free <= Counts.Total / RESERVE_SHARE) return NULL;

    const PHYSICAL Frame = AllocateFrames(1, DIRECT_MAP_BYTES);
    if (Frame == NO_FRAME) return NULL;
    ++For->Frames;
    return DirectMap(Frame);
}

static void *TakeTable(Contents *For, void *FirstSlot) {
    void **Table = (void **)TakeFrame(For);

    if (Table == NULL) return NULL;
    memset(Table, 0, PAGE_BYTES);
    Table[0] = FirstSlot;
    return Table;
}

// Where the tree keeps the page, which Height covers, or NULL if tables are missing. With Make they
// are made: NULL means that there is no memory.
static void **FindSlot(Contents *In, U32 Page, BOOL Make) {
    void **Slot = &In->Root;

    for (U32 Level = In->Height; Level > 0; --Level) {
        if (*Slot == NULL && (!Make || (*Slot = TakeTable(In, NULL)) == NULL)) return NULL;
        Slot = &((void **)*Slot)[Page >> SLOT_BITS * (Level - 1) & (SLOTS - 1)];
    }
    return Slot;
}

// Makes the tree so high that it covers the page.
static BOOL Raise(Contents *In, U32 Page) {
    while (Page >= PagesCovered(In->Height)) {
        if (In->Root != NULL) {
            void *Table = TakeTable(In, In->Root);
            if (Table == NULL) return FALSE;
            In->Root = Table;
        }
        ++In->Height;
    }
    return TRUE;
}

static const U8 *FindPage(const Contents *In, U32 Page) {
    if (Page >= PagesCovered(In->Height)) return NULL;
    void **Slot = FindSlot((Contents *)In, Page, FALSE);
    return Slot == NULL ? NULL : *Slot;
}

// The page, of which the bytes in [From, To) will be written; NULL: no memory.
static U8 *GetPage(Contents *In, U32 Page, U32 From, U32 To) {
    void **Slot = Raise(In, Page) ? FindSlot(In, Page, TRUE) : NULL;
    if (Slot == NULL || *Slot != NULL) return Slot == NULL ? NULL : *Slot;

    U8 *Made = TakeFrame(In);
    if (Made != NULL) {
        memset(Made, 0, From);
        memset(Made + To, 0, PAGE_BYTES - To);
        *Slot = Made;
    }
    return Made;
}

void ReadContents(const Contents *From, U64 Offset, void *Buffer, SIZE Bytes) {
    for (SIZE Done = 0, Count; Done < Bytes; Done += Count) {
        const U32 Start = (U32)((Offset + Done) % PAGE_BYTES);
        const U8 *Page = FindPage(From, (U32)((Offset + Done) / PAGE_BYTES));

        Count = MINIMUM(Bytes - Done, (SIZE)PAGE_BYTES - Start);
        if (Page == NULL) memset((U8 *)Buffer + Done, 0, Count);
        else memcpy((U8 *)Buffer + Done, Page + Start, Count);
    }
}

SIZE WriteContents(Contents *To, U64 Offset, const void *Buffer, SIZE Bytes) {
    SIZE Done = 0;

    while (Done < Bytes) {
        const U32 Start = (U32)((Offset + Done) % PAGE_BYTES);
        const U32 Count = (U32)MINIMUM(Bytes - Done, (SIZE)PAGE_BYTES - Start);
        U8 *Page = GetPage(To, (U32)((Offset + Done) / PAGE_BYTES), Start, Start + Count);

        if (Page == NULL) break;
        memcpy(Page + Start, (const U8 *)Buffer + Done, Count);
        Done += Count;
    }
    return Done;
}

// Frees the pages from First on of the subtree at Slot. It calls itself, Height deep.
static void CutSubtree(Contents *Cut, void **Slot, U32 Level, U32 First) {
    if (*Slot == NULL) return;
    if (Level > 0) {
        const U32 Shift = SLOT_BITS * (Level - 1);

        for (U32 Index = First >> Shift; Index < SLOTS; ++Index) {
            const U32 Start = Index == First >> Shift ? First & ((1u << Shift) - 1) : 0;
            CutSubtree(Cut, &((void **)*Slot)[Index], Level - 1, Start);
        }
    }
    if (First > 0) return;
    FreeFrame(PhysicalOf(*Slot));
    --Cut->Frames;
    *Slot = NULL;
}

void CutContents(Contents *Cut, U64 Bytes) {
    const U64 First = (Bytes + PAGE_BYTES - 1) / PAGE_BYTES;

    if (First < PagesCovered(Cut->Height)) CutSubtree(Cut, &Cut->Root, Cut->Height, (U32)First);
    if (Cut->Root == NULL) Cut->Height = 0;
    if (Bytes % PAGE_BYTES == 0) return;
    // What is left of the last page must not show when the file grows again.
    U8 *Last = (U8 *)FindPage(Cut, (U32)(Bytes / PAGE_BYTES));
    if (Last != NULL) memset(Last + Bytes % PAGE_BYTES, 0, PAGE_BYTES - Bytes % PAGE_BYTES);
}
