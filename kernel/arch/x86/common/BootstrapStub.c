#include "arch/x86/common/BootstrapStub.h"

#include "arch/Arch.h"
#include "arch/x86/common/LowPages.h"
#include "base/String.h"

extern const U8 BootstrapStub[], BootstrapStubEnd[];

// Two words of the stub that hold distances within it, and are to be addresses.
extern const U8 StubGDTAddress[], StubProtectedAddress[];

static void Relocate(PHYSICAL Page, const U8 *Word) {
    U8 *Copy = (U8 *)DirectMap(Page) + (Word - BootstrapStub);
    U32 Address;

    memcpy(&Address, Copy, sizeof(Address));
    Address += (U32)Page;
    memcpy(Copy, &Address, sizeof(Address));
}

void InstallBootstrapStub(PHYSICAL Page, const StubParameters *Parameters) {
    InstallLowCode(Page, BootstrapStub, BootstrapStubEnd);
    Relocate(Page, StubGDTAddress);
    Relocate(Page, StubProtectedAddress);
    memcpy((U8 *)DirectMap(Page) + STUB_PARAMETERS, Parameters, sizeof(*Parameters));
}
