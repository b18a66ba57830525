// Following the chain of frame pointers, on stacks that may be damaged.

#include "arch/Arch.h"

// What stands at a frame pointer: the caller's, and where the call returns to.
typedef struct CallFrame {
    LINEAR Caller;
    LINEAR ReturnAddress;
} CallFrame;

static BOOL IsReadableFrame(LINEAR Address) {
    return Address >= DIRECT_MAP_BASE && Address % sizeof(LINEAR) == 0 && IsMapped(Address) &&
           IsMapped(Address + sizeof(CallFrame) - 1);
}

U32 WalkBacktrace(LINEAR FramePointer, LINEAR *Addresses, U32 MaxAddresses) {
    U32 Count = 0;

    while (Count < MaxAddresses && IsReadableFrame(FramePointer)) {
        const CallFrame *Frame = (const CallFrame *)FramePointer;
        if (Frame->ReturnAddress == 0) break;
        Addresses[Count++] = Frame->ReturnAddress;
        // Stacks grow down, so callers are above: a chain that turns back is broken or a circle.
        if (Frame->Caller <= FramePointer) break;
        FramePointer = Frame->Caller;
    }
    return Count;
}

BOOL IsMapped(LINEAR Address) {
    // On x86-64 the bits above the paged ones must repeat the highest of them.
    const U32 Unpaged = ARCH_BITS == 64 ? 16 : 0;
    if ((LINEAR)((INT)(Address << Unpaged) >> Unpaged) != Address) return FALSE;

    PHYSICAL Table = CurrentAddressSpace();
    for (U32 Level = PAGE_TABLE_LEVELS; Level >= 1; Level--) {
        if (Table >= DIRECT_MAP_BYTES) return FALSE;
        const PageEntry *Entries = DirectMap(Table);
        const PageEntry Entry = Entries[PageTableIndex(Address, Level)];
        if (!EntryIsPresent(Entry)) return FALSE;
        if (EntryIsLeaf(Entry, Level)) return TRUE;
        Table = EntryAddress(Entry);
    }
    return FALSE;
}
