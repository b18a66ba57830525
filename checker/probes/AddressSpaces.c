// What memory/AddressSpace.h promises: a process has what it mapped, nobody else has it, and all of
// it comes back.

#include "arch/Arch.h"
#include "memory/AddressSpace.h"
#include "memory/Frames.h"
#include "memory/UserCopy.h"
#include "probe/Probe.h"

#define READ_WRITE (PROT_READ | PROT_WRITE)
#define PRIVATE (MAP_PRIVATE | MAP_ANONYMOUS)
#define SHARED (MAP_SHARED | MAP_ANONYMOUS)
#define PAGE ((LINEAR)PAGE_BYTES)
#define PLACE ((LINEAR)0x400000)

// The word at Address of the space that the probe is in; a number nobody writes if it can't be read.
#define UNREADABLE 0xBADBAD00u

static U32 WordAt(LINEAR Address) {
    U32 Word;
    return CopyFromUser(&Word, Address, sizeof(Word)) ? Word : UNREADABLE;
}

static BOOL Write(LINEAR Address, U32 Word) { return CopyToUser(Address, &Word, sizeof(Word)); }

// Leaves the space that the probe is in and frees it.
static void LeaveAndDestroy(AddressSpace *Space) {
    EnterAddressSpace(NULL);
    DestroyAddressSpace(Space);
}

PROBE(SpacesForkInIsolation, "after a fork what one writes the other does not see") {
    const U32 Before = GetFrameCounts().Free;
    AddressSpace *Parent = CreateAddressSpace();
    EnterAddressSpace(Parent);
    PROBE_EQUAL(PLACE, MapUserMemory(Parent, PLACE, 3 * PAGE, READ_WRITE, PRIVATE | MAP_FIXED),
                "address");
    PROBE_EXPECT(Write(PLACE, 1) && Write(PLACE + PAGE, 2), "not writable");
    PROBE_EQUAL(2, CountUserPages(Parent), "pages");

    AddressSpace *Child = ForkAddressSpace(Parent);
    PROBE_EXPECT(Write(PLACE, 11), "not writable after the fork");
    EnterAddressSpace(Child);
    PROBE_EQUAL(1, WordAt(PLACE), "the child's word");
    PROBE_EQUAL(2, WordAt(PLACE + PAGE), "the child's second word");
    PROBE_EXPECT(Write(PLACE, 21) && Write(PLACE + 2 * PAGE, 23), "not writable in the child");
    EnterAddressSpace(Parent);
    PROBE_EQUAL(11, WordAt(PLACE), "the parent's word");
    PROBE_EQUAL(0, WordAt(PLACE + 2 * PAGE), "a page that only the child wrote to");
    DestroyAddressSpace(Child);
    PROBE_EQUAL(2, WordAt(PLACE + PAGE), "the parent's second word, with the child gone");
    LeaveAndDestroy(Parent);
    PROBE_EQUAL(Before, GetFrameCounts().Free, "free frames");
}
