// Starting the kernel anew without the firmware: down to real mode, up through the bootstrap stub.

#include "arch/Arch.h"
#include "arch/BootInfo.h"
#include "arch/x86/common/BootstrapStub.h"
#include "arch/x86/common/Preserved.h"
#include "base/Panic.h"
#include "base/String.h"

#define BREAKPOINT_OPCODE 0xCC

extern const U8 BootstrapStub[], BootstrapStubEnd[];
extern const U8 Descent[], DescentEnd[];
extern const U8 RestartEntry[];  // a physical address: boot code is linked where it runs
extern U8 BootPageTables[], BootStackEnd[];

void EnterDescent(U32 BootTables, U32 HasEFER) NORETURN;

static PRESERVED U32 Restarts;

U32 SoftRestarts(void) { return Restarts; }

static BOOL IsUsablePage(PHYSICAL Page) {
    const BootInfo *Boot = ReadBootInfo();

    for (U32 Index = 0; Index < Boot->RegionCount; Index++) {
        const MemoryRegion *Region = &Boot->Regions[Index];
        if (Region->Kind == MEMORY_USABLE && Region->Base <= Page &&
            Region->Bytes >= Page - Region->Base + PAGE_BYTES) {
            return TRUE;
        }
    }
    return FALSE;
}

// Copies code to a page of low memory. A jump that misses it hits a breakpoint, not the past.
static void InstallLowCode(PHYSICAL Page, const U8 *Code, const U8 *End) {
    if (!IsUsablePage(Page)) Panic("boot: no RAM for the bootstrap stub, at 0x%llx", Page);
    U8 *Low = DirectMap(Page);
    memset(Low, BREAKPOINT_OPCODE, PAGE_BYTES);
    memcpy(Low, Code, (SIZE)(End - Code));
}

void InstallBootstrapStub(const StubParameters *Parameters) {
    InstallLowCode(STUB_PAGE, BootstrapStub, BootstrapStubEnd);
    memcpy((U8 *)DirectMap(STUB_PAGE) + STUB_PARAMETERS, Parameters, sizeof(*Parameters));
}

void SoftRestart(void) {
    const StubParameters Parameters = {
        .Entry = (U32)(LINEAR)RestartEntry,
        .Stack = (U32)PhysicalOf(BootStackEnd),
    };
    DisableInterrupts();
    InstallBootstrapStub(&Parameters);
    InstallLowCode(DESCENT_PAGE, Descent, DescentEnd);
    Restarts++;
    EnterDescent((U32)PhysicalOf(BootPageTables), ARCH_BITS == 64 || NoExecuteBit != 0);
}

// An IDT without entries: the breakpoint cannot be delivered, nor can the double fault.
void TripleFault(void) {
    static const struct PACKED {
        U16 Limit;
        LINEAR Base;
    } Empty;
    DisableInterrupts();
    __asm__ volatile("lidt %0\n\tint3" ::"m"(Empty) : "memory");
    HaltForever();
}
