#include "arch/BootInfo.h"

#include "arch/Arch.h"
#include "arch/x86/common/Multiboot.h"
#include "arch/x86/common/Preserved.h"
#include "base/String.h"

// Filled by Boot.S. All of this survives a soft restart, after which the loader's memory has long
// been used for something else.
extern U32 BootMagic, BootInformation;
static PRESERVED BootInfo Information;
static PRESERVED BOOL WasRead;

const void *LoaderMemory(PHYSICAL Address, U64 Bytes) {
    if (Address >= BOOT_REACH || Bytes > BOOT_REACH - Address) return NULL;
    return DirectMap(Address);
}

void CopyLoaderText(char *Buffer, SIZE Bytes, PHYSICAL Address, BOOL *Cut) {
    SIZE Length = 0;
    const char *Text;

    while ((Text = LoaderMemory(Address + Length, 1)) != NULL && *Text != 0 && Length + 1 < Bytes) {
        Buffer[Length++] = *Text;
    }
    Buffer[Length] = 0;
    if (Cut != NULL) *Cut = Text == NULL || *Text != 0;
}

void AddBootModule(BootInfo *Info, PHYSICAL Start, PHYSICAL End, PHYSICAL Name) {
    if (End <= Start) return;
    if (Info->ModuleCount == BOOT_MAX_MODULES) {
        Info->ModulesDropped++;
        return;
    }
    BootModule *Module = &Info->Modules[Info->ModuleCount++];
    Module->Base = Start;
    Module->Bytes = End - Start;
    CopyLoaderText(Module->Name, sizeof(Module->Name), Name, NULL);
}

const BootInfo *ReadBootInfo(void) {
    if (WasRead) return &Information;

    if (BootMagic == MULTIBOOT1_LOADER_MAGIC) ReadMultiboot1(&Information, BootInformation);
    else if (BootMagic == MULTIBOOT2_LOADER_MAGIC) ReadMultiboot2(&Information, BootInformation);
    else Information.Problem = "loaded by neither Multiboot 1 nor Multiboot 2";

    WasRead = TRUE;
    return &Information;
}
