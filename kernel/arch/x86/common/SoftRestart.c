// Starting the kernel anew without the firmware: down to real mode, up through the bootstrap stub.

#include "arch/Arch.h"
#include "arch/x86/common/BootstrapStub.h"
#include "arch/x86/common/LowPages.h"
#include "arch/x86/common/Preserved.h"

extern const U8 Descent[], DescentEnd[];
extern const U8 RestartEntry[];  // a physical address: boot code is linked where it runs
extern U8 BootPageTables[], BootStackEnd[];

void EnterDescent(U32 BootTables, U32 HasEFER) NORETURN;

static PRESERVED U32 Restarts;

U32 SoftRestarts(void) { return Restarts; }

void SoftRestart(void) {
    const StubParameters Parameters = {
        .Entry = (U32)(LINEAR)RestartEntry,
        .Stack = (U32)PhysicalOf(BootStackEnd),
    };
    DisableInterrupts();
    InstallBootstrapStub(STUB_PAGE, &Parameters);
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
