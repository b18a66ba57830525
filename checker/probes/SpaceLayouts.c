// Where things lie in an address space: the heap, stacks and their guards; and how many fit in.

#include "arch/Arch.h"
#include "memory/AddressSpace.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "memory/Regions.h"
#include "memory/UserCopy.h"
#include "probe/Probe.h"

#define READ_WRITE (PROT_READ | PROT_WRITE)
#define PRIVATE (MAP_PRIVATE | MAP_ANONYMOUS)
#define FIXED (PRIVATE | MAP_FIXED)
#define PAGE ((LINEAR)PAGE_BYTES)
#define PLACE ((LINEAR)0x400000)
#define UNREADABLE 0xBADBAD00u

static U32 WordAt(LINEAR Address) {
    U32 Word;
    return CopyFromUser(&Word, Address, sizeof(Word)) ? Word : UNREADABLE;
}

static BOOL Write(LINEAR Address, U32 Word) { return CopyToUser(Address, &Word, sizeof(Word)); }

static BOOL MapFixed(AddressSpace *Space, LINEAR Address) {
    return MapUserMemory(Space, Address, PAGE, READ_WRITE, FIXED) == (INT)Address;
}

// Makes a space with a page at PLACE, and enters it.
static AddressSpace *EnterNew(void) {
    AddressSpace *Made = CreateAddressSpace();

    PROBE_EXPECT(MapFixed(Made, PLACE), "no page");
    EnterAddressSpace(Made);
    return Made;
}

static void LeaveAndDestroy(AddressSpace *Space) {
    EnterAddressSpace(NULL);
    DestroyAddressSpace(Space);
}

PROBE(SpacesGrowAndShrinkTheHeap, "sbrk moves the end within its limits; what comes back is zero") {
    AddressSpace *Space = EnterNew();
    const LINEAR Start = PLACE + 2 * PAGE + 100;

    PROBE_EQUAL(-ENOMEM, MoveUserHeapEnd(Space, 1), "a heap that was not set");
    SetUserHeap(Space, Start);
    PROBE_EQUAL(Start, MoveUserHeapEnd(Space, 2 * (INT)PAGE), "the old end");
    PROBE_EXPECT(Write(PLACE + 4 * PAGE, 1), "the heap's second page");
    PROBE_EQUAL(UNREADABLE, WordAt(PLACE + 5 * PAGE), "behind the heap");
    PROBE_EQUAL(Start + 2 * PAGE, MoveUserHeapEnd(Space, -(INT)PAGE), "the old end");
    PROBE_EQUAL(UNREADABLE, WordAt(PLACE + 4 * PAGE), "what was given back");
    PROBE_EQUAL(Start + PAGE, MoveUserHeapEnd(Space, (INT)PAGE), "the old end");
    PROBE_EQUAL(0, WordAt(PLACE + 4 * PAGE), "what came anew");
    PROBE_EQUAL(-ENOMEM, MoveUserHeapEnd(Space, -3 * (INT)PAGE), "below the start");
    MapUserMemory(Space, PLACE + 8 * PAGE, PAGE, READ_WRITE, FIXED);
    PROBE_EQUAL(-ENOMEM, MoveUserHeapEnd(Space, 5 * (INT)PAGE), "into what is mapped");
    PROBE_EQUAL(Start + 2 * PAGE, MoveUserHeapEnd(Space, 0), "the end");
    SetUserHeap(Space, USER_END - PAGE);
    PROBE_EQUAL(-ENOMEM, MoveUserHeapEnd(Space, (INT)PAGE + 1), "into the kernel");
    PROBE_EQUAL(-ENOMEM, MoveUserHeapEnd(Space, (INT)(~(UINT)0 >> 1)), "round the end");
    LeaveAndDestroy(Space);
}

PROBE(SpacesGuardStacks, "nothing comes to lie right below a stack, unless it insists") {
    AddressSpace *Space = EnterNew();
    const LINEAR Stack =
        (LINEAR)MapUserMemory(Space, 0, 4 * PAGE, READ_WRITE, PRIVATE | MAP_STACK);
    const LINEAR Next = (LINEAR)MapUserMemory(Space, 0, PAGE, READ_WRITE, PRIVATE);
    const LINEAR Second = (LINEAR)MapUserMemory(Space, PLACE + PAGE, PAGE, READ_WRITE,
                                                PRIVATE | MAP_STACK);

    PROBE_EQUAL(USER_END, Stack + 4 * PAGE, "the end of the stack");
    PROBE_EXPECT(Next + PAGE + STACK_GUARD_BYTES <= Stack, "0x%lx below 0x%lx", Next, Stack);
    PROBE_EXPECT(Second + PAGE <= Next && Second > PLACE + STACK_GUARD_BYTES, "0x%lx", Second);
    PROBE_EXPECT(Write(Stack, 1) && !Write(Stack - 4, 1), "the guard");
    SetUserHeap(Space, Second - STACK_GUARD_BYTES - PAGE);
    PROBE_EXPECT(!IsErrorResult(MoveUserHeapEnd(Space, (INT)PAGE)), "no heap below the guard");
    PROBE_EQUAL(-ENOMEM, MoveUserHeapEnd(Space, 1), "a heap that grows into the guard");
    const INT Fixed = MapUserMemory(Space, Stack - PAGE, PAGE, READ_WRITE, FIXED);
    PROBE_EQUAL((INT)(Stack - PAGE), Fixed, "what insists");
    LeaveAndDestroy(Space);
}

// Frames that are free, and those of the heap, which it keeps for ever.
static U32 FramesLeft(void) { return GetFrameCounts().Free + GetHeapCounts().Pages; }

PROBE(SpacesHaveLimits, "a space has so many regions and no more, and can give them all back") {
    const U32 Before = FramesLeft();
    AddressSpace *Space = CreateAddressSpace();
    U32 Count = 0;

    while (Count < 2 * MAX_REGIONS && MapFixed(Space, PLACE + 2 * Count * PAGE)) ++Count;
    PROBE_EQUAL(MAX_REGIONS, Count, "regions");
    for (U32 Index = 0; Index < Count; ++Index) {
        PROBE_EQUAL(0, UnmapUserMemory(Space, PLACE + 2 * Index * PAGE, PAGE), "munmap");
    }
    DestroyAddressSpace(Space);
    PROBE_EQUAL(Before, FramesLeft(), "frames left");
}
