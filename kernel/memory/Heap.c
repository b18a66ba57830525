#include "memory/Heap.h"

#include "arch/Arch.h"
#include "base/Assert.h"
#include "base/String.h"
#include "memory/Frames.h"
#include "memory/Mapping.h"
#include "sync/Freeze.h"

// A block in memory: Header, the caller's bytes, the tail word right behind them.
typedef struct {
    U32 Class;  // index into Classes, or LARGE
    U32 Bytes;  // that the caller asked for
    U32 Unused;
    U32 State;  // Mark(HEAP_USED or HEAP_FREE); last: who writes before a block meets it first
} ALIGNED(HEAP_ALIGNMENT) Header;

_Static_assert(sizeof(Header) + HEAP_LARGEST_SMALL + sizeof(U32) == 2048, "the largest class");

#define HEAP_USED 0xA110CA7Eu
#define HEAP_FREE 0xF4EEB10Cu
#define TAIL 0x7A117A11u
#define LARGE 0xFFFFFFFFu

typedef struct FreeBlock {
    struct FreeBlock *Next;
} FreeBlock;

// Block sizes, header and tail included: they divide a page so that little of it is lost.
typedef struct {
    const U32 BlockBytes;
    FreeBlock *First;
} SizeClass;

static SizeClass Classes[] = {{48, NULL}, {64, NULL}, {96, NULL}, {128, NULL}, {192, NULL},
                              {256, NULL}, {512, NULL}, {1024, NULL}, {2048, NULL}};

static HeapCounts Counts;

// State, sealed with the rest of the header and its address: a header that anything was written to
// is none, and neither is a copy of one.
static U32 Mark(const Header *Block, U32 State) {
    return State ^ (U32)(LINEAR)Block ^ Block->Class * 0x9E3779B1u ^ Block->Bytes * 0x85EBCA77u;
}

static void WriteTail(Header *Block) {
    const U32 Word = Mark(Block, TAIL);

    memcpy((U8 *)(Block + 1) + Block->Bytes, &Word, sizeof(Word));
}

static BOOL TailIsIntact(const Header *Block) {
    const U32 Word = Mark(Block, TAIL);

    return memcmp((const U8 *)(Block + 1) + Block->Bytes, &Word, sizeof(Word)) == 0;
}

static SIZE WholeBytes(SIZE Bytes) { return sizeof(Header) + Bytes + sizeof(U32); }

static U32 ClassFor(SIZE Bytes) {
    for (U32 Class = 0; Class < ARRAY_COUNT(Classes); ++Class) {
        if (WholeBytes(Bytes) <= Classes[Class].BlockBytes) return Class;
    }
    return LARGE;
}

// Where a free block's list link is: at the start of what was the caller's.
static FreeBlock *LinkOf(Header *Block) { return (FreeBlock *)(Block + 1); }
static Header *BlockOf(FreeBlock *Link) { return (Header *)Link - 1; }

static void PutOnFreeList(Header *Block, U32 Class) {
    Block->Class = Class;
    Block->Bytes = 0;
    Block->State = Mark(Block, HEAP_FREE);
    memset(Block + 1, POISON_FREED, Classes[Class].BlockBytes - sizeof(Header));
    LinkOf(Block)->Next = Classes[Class].First;
    Classes[Class].First = LinkOf(Block);
}

// Cuts a new page into blocks. FALSE if there is no page.
static BOOL RefillClass(U32 Class) {
    const U32 BlockBytes = Classes[Class].BlockBytes;
    U8 *Page = AllocatePages(1);
    if (Page == NULL) return FALSE;

    ++Counts.Pages;
    for (U32 Offset = 0; Offset + BlockBytes <= PAGE_BYTES; Offset += BlockBytes) {
        PutOnFreeList((Header *)(Page + Offset), Class);
    }
    return TRUE;
}

// Panics if someone wrote to the block since it was freed.
static void CheckFreeBlock(Header *Block, U32 Class) {
    const UINT *Words = (const UINT *)(LinkOf(Block) + 1);
    const UINT Poison = (UINT)~0 / 0xFF * POISON_FREED;
    const U32 Count =
        (U32)((Classes[Class].BlockBytes - sizeof(Header) - sizeof(FreeBlock)) / sizeof(UINT));

    ASSERT_THAT(Block->State == Mark(Block, HEAP_FREE), "heap: free block %p, state 0x%x",
                (void *)(Block + 1), Block->State);
    for (U32 Index = 0; Index < Count; ++Index) {
        if (Words[Index] != Poison) {
            Panic("heap: block %p was written after it was freed: 0x%lx at offset %u",
                  (void *)(Block + 1), Words[Index],
                  (U32)(sizeof(FreeBlock) + Index * sizeof(UINT)));
        }
    }
}

static Header *TakeSmall(U32 Class) {
    if (Classes[Class].First == NULL && !RefillClass(Class)) return NULL;

    FreeBlock *Link = Classes[Class].First;
    CheckFreeBlock(BlockOf(Link), Class);
    Classes[Class].First = Link->Next;
    return BlockOf(Link);
}

static U32 PagesFor(SIZE Bytes) { return (U32)((WholeBytes(Bytes) + PAGE_BYTES - 1) / PAGE_BYTES); }

static Header *TakeLarge(SIZE Bytes) {
    Header *Block = AllocatePages(PagesFor(Bytes));

    if (Block != NULL) Counts.Pages += PagesFor(Bytes);
    return Block;
}

void *AllocateHeap(SIZE Bytes) {
    if (Bytes == 0 || Bytes >= GIB(1)) return NULL;

    Freeze();
    const U32 Class = ClassFor(Bytes);
    Header *Block = Class == LARGE ? TakeLarge(Bytes) : TakeSmall(Class);
    if (Block != NULL) {
        *Block = (Header){.Class = Class, .Bytes = (U32)Bytes};
        Block->State = Mark(Block, HEAP_USED);
        WriteTail(Block);
        ++Counts.Blocks;
        Counts.Bytes += Bytes;
    }
    Unfreeze();
    return Block == NULL ? NULL : Block + 1;
}

void *AllocateHeapZeroed(SIZE Count, SIZE Bytes) {
    SIZE Total;
    if (__builtin_mul_overflow(Count, Bytes, &Total)) return NULL;

    void *Block = AllocateHeap(Total);
    if (Block != NULL) memset(Block, 0, Total);
    return Block;
}

static void CheckUsedBlock(const Header *Block) {
    const void *Pointer = Block + 1;

    // All blocks lie in mapped areas; elsewhere there may not even be a header to look at.
    if ((LINEAR)Pointer % HEAP_ALIGNMENT != 0 || (LINEAR)Block < MAPPED_BASE ||
        (LINEAR)Pointer >= MAPPED_END) {
        Panic("heap: %p was never allocated", Pointer);
    }
    if (Block->State == Mark(Block, HEAP_FREE)) Panic("heap: block %p freed twice", Pointer);
    if (Block->State != Mark(Block, HEAP_USED)) {
        Panic("heap: %p is no block, or damaged: state 0x%x, not 0x%x", Pointer, Block->State,
              Mark(Block, HEAP_USED));
    }
    if (!TailIsIntact(Block)) {
        Panic("heap: block %p of %u bytes was written beyond its end", Pointer, Block->Bytes);
    }
}

void FreeHeap(void *Pointer) {
    if (Pointer == NULL) return;

    Header *Block = (Header *)Pointer - 1;
    Freeze();
    CheckUsedBlock(Block);
    --Counts.Blocks;
    Counts.Bytes -= Block->Bytes;
    if (Block->Class == LARGE) {
        const U32 Pages = PagesFor(Block->Bytes);

        Counts.Pages -= Pages;
        FreePages(Block, Pages);
    } else {
        PutOnFreeList(Block, Block->Class);
    }
    Unfreeze();
}

HeapCounts GetHeapCounts(void) { return Counts; }
