// Page faults on user addresses: pages that come into being, pages that part.

#include "arch/Arch.h"
#include "arch/x86/common/Vectors.h"
#include "base/Assert.h"
#include "memory/AddressSpace.h"
#include "memory/FrameWindow.h"
#include "memory/Frames.h"
#include "memory/PageTables.h"
#include "memory/UserSpace.h"

static void (*KillFaulter)(TrapFrame *Frame, LINEAR Address);

void SetUserFaultHandler(void (*Kill)(TrapFrame *Frame, LINEAR Address)) { KillFaulter = Kill; }

PageEntry UserPageEntry(PHYSICAL Frame, U32 Protection, BOOL Writable) {
    const U32 Flags = PAGE_USER | (Writable ? PAGE_WRITABLE : 0) |
                      (Protection & PROT_EXEC ? PAGE_EXECUTABLE : 0);
    const PageEntry Entry = MakePageEntry(Frame, Flags);

    return Protection == PROT_NONE ? Entry & ~ENTRY_PRESENT : Entry;
}

BOOL FillUserPage(AddressSpace *Space, const Region *Owner, PageEntry *Entry) {
    const PHYSICAL Frame = AllocateClearFrame(NO_FRAME);
    if (Frame == NO_FRAME) return FALSE;

    *Entry = UserPageEntry(Frame, Owner->Protection, (Owner->Protection & PROT_WRITE) != 0);
    ++Space->Pages;
    return TRUE;
}

// Gives the space a copy of its own of a frame that others own too. Context: locked.
static BOOL CopyUserPage(AddressSpace *Space, const Region *Owner, PageEntry *Entry, LINEAR Page) {
    const PHYSICAL Shared = EntryAddress(*Entry);
    const PHYSICAL Own = AllocateFrame();
    if (Own == NO_FRAME) return FALSE;

    const UINT Saved = SaveInterrupts();
    CopyFrame(Own, Shared);
    RestoreInterrupts(Saved);
    *Entry = UserPageEntry(Own, Owner->Protection, TRUE);
    InvalidatePages(Space->Top, Page, 1);
    FreeFrame(Shared);
    return TRUE;
}

// For a page that is there, but not to be written to as yet. Context: locked.
static BOOL LetWrite(AddressSpace *Space, const Region *Owner, PageEntry *Entry, LINEAR Page) {
    if (!Owner->IsShared && FrameIsShared(EntryAddress(*Entry))) {
        return CopyUserPage(Space, Owner, Entry, Page);
    }
    *Entry |= ENTRY_WRITABLE;
    InvalidatePages(Space->Top, Page, 1);
    return TRUE;
}

// x86 cannot tell apart reading, and reading what can be written or executed.
static BOOL Allows(U32 Protection, BOOL IsWrite, BOOL IsFetch) {
    if (IsWrite) return (Protection & PROT_WRITE) != 0;
    if (IsFetch) return (Protection & PROT_EXEC) != 0;
    return Protection != PROT_NONE;
}

static BOOL MakeUsable(AddressSpace *Space, const Region *Owner, LINEAR Page, BOOL IsWrite) {
    PageEntry *Entry = MakeUserEntry(Space->Top, Page);

    if (Entry == NULL) return FALSE;
    if (*Entry == 0) return FillUserPage(Space, Owner, Entry);
    if (IsWrite && (*Entry & ENTRY_WRITABLE) == 0) return LetWrite(Space, Owner, Entry, Page);

    // It was made usable meanwhile, and this CPU does not know: as if it had been changed here.
    ReloadTopLevel(PhysicalOf(Space->Top));
    InvalidatePages(Space->Top, Page, 1);
    return TRUE;
}

UserFaultResult HandleUserFault(AddressSpace *Space, LINEAR Address, BOOL IsWrite, BOOL IsFetch) {
    UserFaultResult Result = USER_FAULT_BAD_ADDRESS;

    LockSpace(Space);
    const Region *Owner = FindRegion(&Space->Regions, Address);
    if (Owner != NULL && Allows(Owner->Protection, IsWrite, IsFetch)) {
        const LINEAR Page = ALIGN_DOWN(Address, PAGE_BYTES);
        const BOOL IsUsable = MakeUsable(Space, Owner, Page, IsWrite);

        Result = IsUsable ? USER_FAULT_HANDLED : USER_FAULT_NO_MEMORY;
    }
    UnlockSpace(Space);
    return Result;
}

// The kernel itself may fault on user addresses, and only in the functions that move user memory.
// All else is a panic.
static BOOL HandlePageFault(TrapFrame *Frame, void *Context) {
    const LINEAR Address = ReadCR2();
    const U32 Code = TrapErrorCode(Frame);
    const BOOL FromUser = TrapFromUser(Frame);
    const LINEAR End = FromUser ? 0 : UserAccessEnd(TrapInstructionPointer(Frame));
    AddressSpace *Space = CurrentUserSpace();
    (void)Context;

    if ((Code & FAULT_RESERVED) != 0) return FALSE;
    if (!FromUser && (End == 0 || Address >= USER_END)) return FALSE;
    if (Space != NULL && HandleUserFault(Space, Address, (Code & FAULT_WRITE) != 0,
                                         (Code & FAULT_FETCH) != 0) == USER_FAULT_HANDLED) {
        return TRUE;
    }
    if (!FromUser) SetTrapInstructionPointer(Frame, End);
    else if (KillFaulter != NULL) KillFaulter(Frame, Address);
    return !FromUser || KillFaulter != NULL;
}

void InitializeUserFaults(void) {
    RegisterExceptionHandler(VECTOR_PAGE_FAULT, HandlePageFault, NULL);
}
