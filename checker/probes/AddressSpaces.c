// What memory/AddressSpace.h promises: a process has what it mapped with the rights it asked for,
// and nobody else has it.

#include "arch/Arch.h"
#include "memory/AddressSpace.h"
#include "memory/PageTables.h"
#include "memory/UserCopy.h"
#include "memory/UserSpace.h"
#include "probe/Probe.h"
#include "tasks/Scheduler.h"
#include "tasks/Task.h"

#define READ_WRITE (PROT_READ | PROT_WRITE)
#define PRIVATE (MAP_PRIVATE | MAP_ANONYMOUS)
#define SHARED (MAP_SHARED | MAP_ANONYMOUS)
#define PAGE ((LINEAR)PAGE_BYTES)
#define PLACE ((LINEAR)0x400000)

// What WordAt returns for an address that can't be read; no probe writes it.
#define UNREADABLE 0xBADBAD00u

// In the space that the probe is in.
static U32 WordAt(LINEAR Address) {
    U32 Word;
    return CopyFromUser(&Word, Address, sizeof(Word)) ? Word : UNREADABLE;
}

static BOOL Write(LINEAR Address, U32 Word) { return CopyToUser(Address, &Word, sizeof(Word)); }

// Makes a space with Pages private writable pages at PLACE, and enters it.
static AddressSpace *EnterNew(SIZE Pages) {
    AddressSpace *Made = CreateAddressSpace();
    const INT Place =
        MapUserMemory(Made, PLACE, Pages * PAGE, READ_WRITE, PRIVATE | MAP_FIXED);

    PROBE_EQUAL(PLACE, Place, "address");
    EnterAddressSpace(Made);
    return Made;
}

static void LeaveAndDestroy(AddressSpace *Space) {
    EnterAddressSpace(NULL);
    DestroyAddressSpace(Space);
}

PROBE(SpacesForkInIsolation, "after a fork what one writes the other does not see") {
    AddressSpace *Parent = EnterNew(3);
    PROBE_EXPECT(Write(PLACE, 1) && Write(PLACE + PAGE, 2), "not writable");
    PROBE_EXPECT(Write(PLACE + PAGE - 4, 9), "the page's last word");
    PROBE_EQUAL(2, CountUserPages(Parent), "pages");

    AddressSpace *Child = ForkAddressSpace(Parent);
    PROBE_EXPECT(Write(PLACE, 11), "not writable after the fork");
    EnterAddressSpace(Child);
    PROBE_EQUAL(1, WordAt(PLACE), "the child's word");
    PROBE_EQUAL(2, WordAt(PLACE + PAGE), "the child's second word");
    PROBE_EXPECT(Write(PLACE, 21) && Write(PLACE + 2 * PAGE, 23), "not writable in the child");
    PROBE_EQUAL(9, WordAt(PLACE + PAGE - 4), "a word beside what the child wrote");
    EnterAddressSpace(Parent);
    PROBE_EQUAL(9, WordAt(PLACE + PAGE - 4), "a word beside what the parent wrote");
    PROBE_EQUAL(11, WordAt(PLACE), "the parent's word");
    PROBE_EQUAL(0, WordAt(PLACE + 2 * PAGE), "a page that only the child wrote to");
    DestroyAddressSpace(Child);
    PROBE_EQUAL(2, WordAt(PLACE + PAGE), "the parent's second word, with the child gone");
    LeaveAndDestroy(Parent);
}

PROBE(SpacesForkInGenerations, "each of many generations has its own, whoever ends first") {
    enum { GENERATIONS = 6 };
    AddressSpace *Spaces[GENERATIONS] = {EnterNew(GENERATIONS)};

    for (U32 Index = 0; Index < GENERATIONS; ++Index) {
        if (Index > 0) Spaces[Index] = ForkAddressSpace(Spaces[Index - 1]);
        EnterAddressSpace(Spaces[Index]);
        for (U32 Page = Index; Page < GENERATIONS; ++Page) Write(PLACE + Page * PAGE, 100 + Index);
    }
    // Page P was last written by generation P, or by each later one not at all.
    for (U32 Step = 0; Step < GENERATIONS; ++Step) {
        const U32 Index = Step * 5 % GENERATIONS;

        EnterAddressSpace(Spaces[Index]);
        for (U32 Page = 0; Page < GENERATIONS; ++Page) {
            PROBE_EQUAL(100 + MINIMUM(Page, Index), WordAt(PLACE + Page * PAGE), "word");
        }
        LeaveAndDestroy(Spaces[Index]);
    }
}

PROBE(SpacesShareWhatIsShared, "MAP_SHARED memory is one for parent and child, touched or not") {
    AddressSpace *Parent = EnterNew(1);
    const LINEAR Place = (LINEAR)MapUserMemory(Parent, 0, 2 * PAGE, READ_WRITE, SHARED);

    PROBE_EXPECT(Write(Place, 1), "not writable");
    AddressSpace *Child = ForkAddressSpace(Parent);
    PROBE_EXPECT(Write(Place + PAGE, 2), "not writable after the fork");
    EnterAddressSpace(Child);
    PROBE_EQUAL(1, WordAt(Place), "a word from before the fork");
    PROBE_EQUAL(2, WordAt(Place + PAGE), "a word from after it");
    PROBE_EXPECT(Write(Place, 3), "not writable in the child");
    PROBE_EQUAL(0, ProtectUserMemory(Child, Place, PAGE, PROT_READ), "mprotect");
    PROBE_EQUAL(0, ProtectUserMemory(Child, Place, PAGE, READ_WRITE), "mprotect back");
    PROBE_EXPECT(Write(Place, 4), "not writable after mprotect");
    LeaveAndDestroy(Child);
    EnterAddressSpace(Parent);
    PROBE_EQUAL(4, WordAt(Place), "the child's last word");
    LeaveAndDestroy(Parent);
}

typedef struct {
    const char *What;
    LINEAR Address;
    SIZE Bytes;
    U32 Protection;
    U32 Flags;
    INT Expected;
} Nonsense;

#define FIXED (PRIVATE | MAP_FIXED)

static const Nonsense Maps[] = {
    {"zero bytes", 0, 0, READ_WRITE, PRIVATE, -EINVAL},
    {"neither shared nor private", 0, PAGE, READ_WRITE, MAP_ANONYMOUS, -EINVAL},
    {"shared and private", 0, PAGE, READ_WRITE, PRIVATE | MAP_SHARED, -EINVAL},
    {"a file", 0, PAGE, READ_WRITE, MAP_PRIVATE, -EINVAL},
    {"unknown flags", 0, PAGE, READ_WRITE, PRIVATE | 0x40000000, -EINVAL},
    {"unknown rights", 0, PAGE, 8, PRIVATE, -EINVAL},
    {"writable and executable", 0, PAGE, READ_WRITE | PROT_EXEC, PRIVATE, -EACCES},
    {"unaligned", PLACE + 1, PAGE, READ_WRITE, FIXED, -EINVAL},
    {"NULL", 0, PAGE, READ_WRITE, FIXED, -ENOMEM},
    {"near NULL", USER_BEGIN - PAGE, 2 * PAGE, READ_WRITE, FIXED, -ENOMEM},
    {"into the kernel", USER_END - PAGE, 2 * PAGE, READ_WRITE, FIXED, -ENOMEM},
    {"at the end", USER_END, PAGE, READ_WRITE, FIXED, -ENOMEM},
    {"the direct map", DIRECT_MAP_BASE, PAGE, READ_WRITE, FIXED, -ENOMEM},
    {"round the end", (LINEAR)0 - PAGE, 2 * PAGE, READ_WRITE, FIXED, -ENOMEM},
    {"round the end in length", PLACE, (SIZE)0 - PAGE, READ_WRITE, FIXED, -ENOMEM},
    {"round the end by rounding", 0, (SIZE)-1, READ_WRITE, PRIVATE, -ENOMEM},
    {"all there is and more", 0, USER_END, READ_WRITE, PRIVATE, -ENOMEM},
};

PROBE(SpacesRefuseNonsense, "ranges and flags that make no sense are refused and change nothing") {
    AddressSpace *Space = EnterNew(2);
    PROBE_EXPECT(Write(PLACE, 7), "not writable");

    for (U32 Index = 0; Index < ARRAY_COUNT(Maps); ++Index) {
        const Nonsense *Map = &Maps[Index];
        const INT Found =
            MapUserMemory(Space, Map->Address, Map->Bytes, Map->Protection, Map->Flags);

        PROBE_EXPECT(Found == Map->Expected, "%s: %ld", Map->What, Found);
    }
    PROBE_EQUAL(-EINVAL, UnmapUserMemory(Space, PLACE, 0), "munmap of nothing");
    PROBE_EQUAL(-EINVAL, UnmapUserMemory(Space, PLACE + 4, PAGE), "munmap, unaligned");
    PROBE_EQUAL(-EINVAL, UnmapUserMemory(Space, DIRECT_MAP_BASE, PAGE), "munmap of the kernel");
    PROBE_EQUAL(-EINVAL, UnmapUserMemory(Space, PLACE, (SIZE)-1), "munmap round the end");
    PROBE_EQUAL(-EINVAL, ProtectUserMemory(Space, PLACE + 4, PAGE, PROT_READ), "unaligned");
    PROBE_EQUAL(-EINVAL, ProtectUserMemory(Space, PLACE, PAGE, 0x10), "rights");
    PROBE_EQUAL(-EACCES, ProtectUserMemory(Space, PLACE, PAGE, PROT_WRITE | PROT_EXEC), "W and X");
    PROBE_EQUAL(-ENOMEM, ProtectUserMemory(Space, PLACE, 3 * PAGE, PROT_READ), "a hole");
    PROBE_EQUAL(-ENOMEM, ProtectUserMemory(Space, DIRECT_MAP_BASE, PAGE, PROT_READ), "the kernel");
    PROBE_EQUAL(-ENOMEM, ProtectUserMemory(Space, PLACE, (SIZE)-1, PROT_READ), "round the end");
    PROBE_EQUAL(0, ProtectUserMemory(Space, PLACE, 0, PROT_READ), "mprotect of nothing");
    PROBE_EQUAL(0, UnmapUserMemory(Space, PLACE + 2 * PAGE, PAGE), "munmap of a hole");
    PROBE_EQUAL(7, WordAt(PLACE), "the word from before");
    PROBE_EXPECT(Write(PLACE, 8), "not writable any more");
    PROBE_EQUAL(1, Space->Regions.Count, "regions");
    LeaveAndDestroy(Space);
}

PROBE(SpacesFaultOutside, "faults at addresses that are nobody's, or the kernel's, are refused") {
    const LINEAR Bad[] = {0, PLACE - 1, PLACE + PAGE, USER_END, DIRECT_MAP_BASE,
                          (LINEAR)&Maps, ~(LINEAR)0};
    AddressSpace *Space = EnterNew(1);

    for (U32 Index = 0; Index < ARRAY_COUNT(Bad); ++Index) {
        PROBE_EXPECT(HandleUserFault(Space, Bad[Index], FALSE, FALSE) == USER_FAULT_BAD_ADDRESS,
                     "0x%lx", Bad[Index]);
    }
    PROBE_EQUAL(USER_FAULT_BAD_ADDRESS, HandleUserFault(Space, PLACE, FALSE, TRUE), "a fetch");
    PROBE_EQUAL(USER_FAULT_HANDLED, HandleUserFault(Space, PLACE, FALSE, FALSE), "a read");
    LeaveAndDestroy(Space);
}

// The rights of the page at Address, PAGE_..., or 0 if it is not present.
static U32 RightsAt(AddressSpace *Space, LINEAR Address) {
    const PageEntry Entry = *MakeUserEntry(Space->Top, Address);
    return EntryIsPresent(Entry) ? EntryFlags(Entry, 1) : 0;
}

PROBE(SpacesKeepRights, "pages have the rights of their region, and never write and execute") {
    AddressSpace *Space = EnterNew(3);
    const U32 Executable = NoExecuteBit == 0 ? 0 : PAGE_EXECUTABLE;
    const U32 Mask = PAGE_USER | PAGE_WRITABLE | Executable;

    for (U32 Index = 0; Index < 3; ++Index) Write(PLACE + Index * PAGE, 5 + Index);
    PROBE_EQUAL(PAGE_USER | PAGE_WRITABLE, RightsAt(Space, PLACE) & Mask, "rights of data");
    ProtectUserMemory(Space, PLACE + PAGE, PAGE, PROT_READ | PROT_EXEC);
    PROBE_EQUAL(PAGE_USER | Executable, RightsAt(Space, PLACE + PAGE) & Mask, "rights of code");
    PROBE_EXPECT(!Write(PLACE + PAGE, 9), "code was written to");
    PROBE_EQUAL(3, Space->Regions.Count, "regions");
    ProtectUserMemory(Space, PLACE + PAGE, PAGE, PROT_NONE);
    PROBE_EQUAL(UNREADABLE, WordAt(PLACE + PAGE), "a word that nobody may read");
    PROBE_EQUAL(0, RightsAt(Space, PLACE + PAGE), "rights of PROT_NONE");

    AddressSpace *Child = ForkAddressSpace(Space);
    EnterAddressSpace(Child);
    PROBE_EQUAL(UNREADABLE, WordAt(PLACE + PAGE), "the same, in the child");
    PROBE_EQUAL(0, ProtectUserMemory(Child, PLACE, 3 * PAGE, READ_WRITE), "mprotect");
    PROBE_EQUAL(1, Child->Regions.Count, "the child's regions");
    PROBE_EQUAL(6, WordAt(PLACE + PAGE), "its word again");
    PROBE_EXPECT(Write(PLACE + PAGE, 10), "not writable again");
    LeaveAndDestroy(Child);
    EnterAddressSpace(Space);
    ProtectUserMemory(Space, PLACE + PAGE, PAGE, PROT_READ);
    PROBE_EQUAL(6, WordAt(PLACE + PAGE), "the parent's word");
    LeaveAndDestroy(Space);
}

static BOOL AnyUserEntry(PHYSICAL Table, U32 Level, U32 First) {
    const PageEntry *Entries = DirectMap(Table);
    const U32 Count = Level == PAGE_TABLE_LEVELS ? TOP_LEVEL_ENTRIES : TABLE_ENTRIES;

    for (U32 Index = First; Index < Count; ++Index) {
        if (!EntryIsPresent(Entries[Index])) continue;
        if ((Entries[Index] & ENTRY_USER) != 0) return TRUE;
        if (!EntryIsLeaf(Entries[Index], Level) &&
            AnyUserEntry(EntryAddress(Entries[Index]), Level - 1, 0)) {
            return TRUE;
        }
    }
    return FALSE;
}

PROBE(SpacesHideTheKernel, "no entry on the way to the kernel's memory lets user mode through") {
    AddressSpace *Space = EnterNew(1);

    PROBE_EXPECT(CurrentAddressSpace() == PhysicalOf(Space->Top), "not entered");
    PROBE_EXPECT(!AnyUserEntry(CurrentAddressSpace(), PAGE_TABLE_LEVELS, KERNEL_TOP_INDEX),
                 "an entry for user mode");
    LeaveAndDestroy(Space);
    PROBE_EXPECT(CurrentAddressSpace() == PhysicalOf(KernelTables()), "not left");
}

// Writes its number where the other task writes its own, and looks whether it stays.
static U32 KeepNumber(void *Number) {
    AddressSpace *Space = EnterNew(1);
    const U32 Own = (U32)(LINEAR)Number;
    U32 Wrong = 0;

    Write(PLACE, Own);
    for (U32 Round = 0; Round < 20; ++Round) {
        YieldTask();
        Wrong += WordAt(PLACE) != Own || CurrentUserSpace() != Space;
    }
    LeaveAndDestroy(Space);
    return Wrong;
}

PROBE(SpacesFollowTheirTasks, "each task finds its own space again after another has run") {
    Task *Tasks[3];

    for (LINEAR Index = 0; Index < ARRAY_COUNT(Tasks); ++Index) {
        const TaskInfo Info = {.Name = "keeper", .Function = KeepNumber, .Argument = (void *)Index};
        PROBE_EQUAL(TASK_CREATED, CreateTask(&Info, &Tasks[Index]), "result");
    }
    for (U32 Index = 0; Index < ARRAY_COUNT(Tasks); ++Index) {
        PROBE_EQUAL(0, WaitTask(Tasks[Index]), "looks that found another's number");
        ReleaseTask(Tasks[Index]);
    }
}
