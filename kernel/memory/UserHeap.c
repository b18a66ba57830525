// sbrk: a region whose end moves.

#include "base/Assert.h"
#include "memory/AddressSpace.h"
#include "memory/UserSpace.h"

void SetUserHeap(AddressSpace *Space, LINEAR Start) {
    ASSERT_THAT(Start >= USER_BEGIN && Start < USER_END, "0x%lx", Start);
    Space->HeapStart = Start;
    Space->HeapEnd = Start;
}

// Maps what the heap grows by, from the page behind its last one on. Context: locked.
static BOOL GrowHeap(AddressSpace *Space, LINEAR End) {
    const Region Added = {.First = ALIGN_UP(Space->HeapEnd, PAGE_BYTES),
                          .End = ALIGN_UP(End, PAGE_BYTES),
                          .Protection = PROT_READ | PROT_WRITE};

    if (Added.First < Added.End) {
        if (!RangeIsFree(&Space->Regions, Added.First, Added.End)) return FALSE;
        if (!ReserveRegions(Space, 1)) return FALSE;
        AddRegion(&Space->Regions, Added);
    }
    Space->HeapEnd = End;
    return TRUE;
}

static INT ShrinkHeap(AddressSpace *Space, LINEAR OldEnd, LINEAR End) {
    const LINEAR First = ALIGN_UP(End, PAGE_BYTES), Behind = ALIGN_UP(OldEnd, PAGE_BYTES);
    INT Result = 0;

    if (First < Behind) Result = UnmapUserMemory(Space, First, Behind - First);
    if (Result == 0) Space->HeapEnd = End;
    return Result;
}

INT MoveUserHeapEnd(AddressSpace *Space, INT Increment) {
    LockSpace(Space);
    const LINEAR OldEnd = Space->HeapEnd, End = OldEnd + (LINEAR)Increment;
    const BOOL IsInside = Increment >= 0 ? End >= OldEnd && End <= USER_END
                                         : End < OldEnd && End >= Space->HeapStart;
    const BOOL Grows = IsInside && OldEnd != 0 && Increment >= 0;
    const BOOL HasGrown = Grows && GrowHeap(Space, End);
    UnlockSpace(Space);

    if (Grows) return HasGrown ? (INT)OldEnd : -ENOMEM;
    if (!IsInside || OldEnd == 0) return -ENOMEM;
    const INT Result = ShrinkHeap(Space, OldEnd, End);
    return Result == 0 ? (INT)OldEnd : Result;
}
