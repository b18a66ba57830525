#include "arch/x86/common/APStart.h"

#include "arch/Arch.h"
#include "arch/x86/common/BootstrapStub.h"

#define MSR_EFER 0xC0000080
#define EFER_LONG_MODE_ACTIVE 0x400  // the CPU sets it; to be written as it is

// What APs read before paging is on; below 4 GiB, as the image is.
typedef struct {
    U32 CR0, CR3, CR4;
    U32 EFER;   // 0: there is none
    U32 Slots;  // their physical address
    U32 SlotCount;
    U64 Entry;
} StartBlock;

_Static_assert(sizeof(StartSlot) == SLOT_BYTES, "APEntry.S goes from slot to slot");
_Static_assert(__builtin_offsetof(StartSlot, APICID) == SLOT_APIC_ID, "APEntry.S");
_Static_assert(__builtin_offsetof(StartSlot, State) == SLOT_STATE, "APEntry.S");
_Static_assert(__builtin_offsetof(StartSlot, StackTop) == SLOT_STACK, "EnterAP.S");
_Static_assert(__builtin_offsetof(StartBlock, CR0) == START_CR0, "EnterAP.S");
_Static_assert(__builtin_offsetof(StartBlock, CR3) == START_CR3, "EnterAP.S");
_Static_assert(__builtin_offsetof(StartBlock, CR4) == START_CR4, "EnterAP.S");
_Static_assert(__builtin_offsetof(StartBlock, EFER) == START_EFER, "EnterAP.S");
_Static_assert(__builtin_offsetof(StartBlock, Slots) == START_SLOTS, "APEntry.S");
_Static_assert(__builtin_offsetof(StartBlock, SlotCount) == START_SLOT_COUNT, "APEntry.S");
_Static_assert(__builtin_offsetof(StartBlock, Entry) == START_ENTRY, "EnterAP.S");

extern const U8 APEntry[];  // a physical address: boot code is linked where it runs

static StartBlock Start;

// Long mode has the register; without it, a CPU that can forbid execution does.
static U32 CopyEFER(void) {
    if (ARCH_BITS == 32 && NoExecuteBit == 0) return 0;
    return (U32)ReadMSR(MSR_EFER) & ~(U32)EFER_LONG_MODE_ACTIVE;
}

void PrepareAPStart(PHYSICAL Page, StartSlot *Slots, U32 Count, void (*Entry)(StartSlot *)) {
    const StubParameters Parameters = {
        .Entry = (U32)(LINEAR)APEntry,
        .Argument = (U32)PhysicalOf(&Start),
    };
    Start = (StartBlock){
        .CR0 = (U32)ReadCR0(),
        .CR3 = (U32)ReadCR3(),
        .CR4 = (U32)ReadCR4(),
        .EFER = CopyEFER(),
        .Slots = (U32)PhysicalOf(Slots),
        .SlotCount = Count,
        .Entry = (LINEAR)Entry,
    };
    InstallBootstrapStub(Page, &Parameters);
}
