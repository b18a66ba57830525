// Heap: memory of any size for the kernel's own objects.
//
// Blocks of up to HEAP_LARGEST_SMALL bytes come from size classes, larger ones are pages of their
// own. Every block stands between two guard words and knows whether it is in use, so that writing
// over its ends, freeing it twice and freeing what never was a block panic with the block and the
// values. Freed memory is filled with POISON_FREED and must still be so when it is given out again.

#pragma once

#include "base/Base.h"

#define HEAP_ALIGNMENT 16
#define HEAP_LARGEST_SMALL 2028

typedef struct {
    U32 Blocks;  // allocated and not freed
    U64 Bytes;   // that were asked for with them
    U32 Pages;   // that the heap holds now
} HeapCounts;

// Returns Bytes bytes, aligned to HEAP_ALIGNMENT, contents undefined; NULL if Bytes is 0 or memory
// has run out. Context: task or boot, not interrupt handlers.
void *AllocateHeap(SIZE Bytes) MUST_USE;

// The same, filled with zeros, for Count elements of Bytes each; NULL also if that overflows.
void *AllocateHeapZeroed(SIZE Count, SIZE Bytes) MUST_USE;

// Gives back what either returned; NULL is fine. Context: as AllocateHeap. Panics on a block that
// is damaged, free already, or none.
void FreeHeap(void *Block);

// What is in use. Context: any.
HeapCounts GetHeapCounts(void);
