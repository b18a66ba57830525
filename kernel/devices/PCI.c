#include "devices/PCI.h"

#include "arch/Arch.h"
#include "base/Log.h"
#include "memory/FrameRanges.h"

// PCI Local Bus Specification 3.0, 3.2.2.3.2 "Software Generation of Configuration Transactions",
// 6.2.2 "Device Control", 6.2.5.1 "Address Maps".
enum {
    CONFIG_ADDRESS = 0xCF8,
    CONFIG_DATA = 0xCFC,

    COMMAND_MEMORY = 0x002,
    COMMAND_BUS_MASTER = 0x004,
    COMMAND_NO_INTERRUPT = 0x400,

    BAR_IS_PORTS = 0x1,
    BAR_KIND = 0x6,
    BAR_IS_64_BITS = 0x4,
};
#define CONFIG_ENABLE 0x80000000u
#define BAR_FLAGS 0xFu

// Where places are looked for: a PC has no RAM there unless the memory map says so, and its
// chipset's own devices begin at 0xFEC00000, with the IOAPIC.
#define PLACES_START 0xE0000000u
#define PLACES_END 0xFEC00000u

static PCIFunctions PCI;
static const BootInfo *Map;

static U32 ReadConfiguration(U32 Where, U32 Offset) {
    const UINT Saved = SaveInterrupts();
    WritePort32(CONFIG_ADDRESS, CONFIG_ENABLE | Where | Offset);
    const U32 Value = ReadPort32(CONFIG_DATA);
    RestoreInterrupts(Saved);
    return Value;
}

U32 ReadPCI(const PCIFunction *Function, U32 Offset) {
    return ReadConfiguration(Function->Where, Offset);
}

void WritePCI(const PCIFunction *Function, U32 Offset, U32 Value) {
    const UINT Saved = SaveInterrupts();
    WritePort32(CONFIG_ADDRESS, CONFIG_ENABLE | Function->Where | Offset);
    WritePort32(CONFIG_DATA, Value);
    RestoreInterrupts(Saved);
}

// The address register keeps what is written to it; where there is none, the bus reads as ones.
static BOOL IsThere(void) {
    WritePort32(CONFIG_ADDRESS, CONFIG_ENABLE);
    return ReadPort32(CONFIG_ADDRESS) == CONFIG_ENABLE;
}

// No interrupt from a function that has no driver: what the firmware has used and left asking would
// hold the line that it shares for ever.
static void KeepQuiet(const PCIFunction *Function) {
    const U32 Command = ReadPCI(Function, PCI_COMMAND) & 0xFFFF;
    if (!Function->IsBridge) WritePCI(Function, PCI_COMMAND, Command | COMMAND_NO_INTERRUPT);
}

void InitializePCI(const BootInfo *Boot) {
    Map = Boot;
    if (!IsThere()) return;
    ScanPCI(ReadConfiguration, &PCI);
    if (PCI.Dropped != 0) LogWarn("pci", "%u functions too many", PCI.Dropped);
    for (U32 Index = 0; Index < PCI.Count; Index++) {
        const PCIFunction *Function = &PCI.Functions[Index];
        KeepQuiet(Function);
        LogDebug("pci", "%02x:%02x.%u: %04x:%04x, class %02x%02x, line %u", Function->Where >> 16,
                 Function->Where >> 11 & 31, Function->Where >> 8 & 7, Function->Vendor,
                 Function->Device, Function->Class, Function->Subclass, Function->Line);
    }
}

const PCIFunction *PCIFunctionAt(U32 Index) {
    return Index < PCI.Count ? &PCI.Functions[Index] : NULL;
}

const PCIFunction *FindPCIFunction(U16 Vendor, U16 Device) {
    for (U32 Index = 0; Index < PCI.Count; Index++) {
        const PCIFunction *Function = &PCI.Functions[Index];
        if (Function->Vendor == Vendor && Function->Device == Device) return Function;
    }
    return NULL;
}

static void RemoveBytes(FrameRanges *Places, PHYSICAL First, PHYSICAL End) {
    RemoveFrameRange(Places, First / PAGE_BYTES, End / PAGE_BYTES + (End % PAGE_BYTES != 0));
}

// What a function may answer to. Its addresses are multiples of its size, a power of two, so that
// the lowest bit of an address that is set tells how large it can be at most.
static void RemoveClaims(FrameRanges *Places, const PCIFunction *Function) {
    const U32 Registers = Function->IsBridge ? 2 : 6;
    for (U32 Index = 0; Index < Registers; Index++) {
        const U32 BAR = ReadPCI(Function, PCI_BAR + 4 * Index);
        const U32 Address = BAR & ~BAR_FLAGS;
        if (BAR & BAR_IS_PORTS || Address == 0) continue;
        RemoveBytes(Places, Address, (PHYSICAL)Address + (Address & -Address));
    }
    // PCI-to-PCI Bridge Architecture Specification 1.2, 3.2.5.8: bits 15 to 4 are address bits 31
    // to 20, the limit's lower bits are ones; the prefetchable window follows in the same form.
    for (U32 Offset = PCI_BRIDGE_MEMORY; Function->IsBridge && Offset <= 0x24; Offset += 4) {
        const U32 Window = ReadPCI(Function, Offset);
        RemoveBytes(Places, (Window & 0xFFF0) << 16, (PHYSICAL)(Window | 0xFFFFF) + 1);
    }
}

static BOOL IsInRAM(PHYSICAL Address, U64 Bytes) {
    for (U32 Index = 0; Index < Map->RegionCount; Index++) {
        const MemoryRegion *Region = &Map->Regions[Index];
        if (Region->Kind == MEMORY_USABLE && Address < Region->Base + Region->Bytes &&
            Region->Base < Address + Bytes) {
            return TRUE;
        }
    }
    return FALSE;
}

// The highest free place for Bytes, a power of two; 0 if there is none.
static U32 FindPlace(U32 Bytes) {
    static FrameRanges Places;  // too large for a stack
    if (PCI.Dropped != 0) return 0;

    Places = (FrameRanges){0};
    AddFrameRange(&Places, PLACES_START / PAGE_BYTES, PLACES_END / PAGE_BYTES);
    for (U32 Index = 0; Index < Map->RegionCount; Index++) {
        const MemoryRegion *Region = &Map->Regions[Index];
        RemoveBytes(&Places, Region->Base, Region->Base + Region->Bytes);
    }
    for (U32 Index = 0; Index < PCI.Count; Index++) RemoveClaims(&Places, &PCI.Functions[Index]);
    for (U32 Left = Places.Count; Left > 0; Left--) {
        const PHYSICAL First = Places.Ranges[Left - 1].First * PAGE_BYTES;
        const PHYSICAL End = Places.Ranges[Left - 1].End * PAGE_BYTES;
        const PHYSICAL Place = ALIGN_DOWN(End - MINIMUM(End, (PHYSICAL)Bytes), Bytes);
        if (Place >= First) return (U32)Place;
    }
    return 0;
}

PCIMemory EnablePCIMemory(const PCIFunction *Function) {
    const U32 Command = ReadPCI(Function, PCI_COMMAND) & 0xFFFF & ~(U32)COMMAND_NO_INTERRUPT;
    const U32 BAR = ReadPCI(Function, PCI_BAR);
    const BOOL Is64Bits = (BAR & BAR_KIND) == BAR_IS_64_BITS;
    const U32 High = Is64Bits ? ReadPCI(Function, PCI_BAR + 4) : 0;
    PHYSICAL Address = (PHYSICAL)High << 32 | (BAR & ~BAR_FLAGS);
    if (BAR & BAR_IS_PORTS) return (PCIMemory){0};

    // Ones that do not stick tell the size; meanwhile it must not answer, nor claim a place.
    WritePCI(Function, PCI_COMMAND, Command & ~(U32)COMMAND_MEMORY);
    WritePCI(Function, PCI_BAR, ~BAR_FLAGS);
    const U32 Bytes = -(ReadPCI(Function, PCI_BAR) & ~BAR_FLAGS);
    WritePCI(Function, PCI_BAR, 0);
    if (Bytes == 0 || (Bytes & (Bytes - 1)) != 0) return (PCIMemory){0};
    if (Address == 0 || IsInRAM(Address, Bytes)) {
        Address = FindPlace(MAXIMUM(Bytes, (U32)PAGE_BYTES));
    }
    if (Address == 0) return (PCIMemory){0};

    WritePCI(Function, PCI_BAR, (U32)Address);
    if (Is64Bits) WritePCI(Function, PCI_BAR + 4, (U32)(Address >> 32));
    WritePCI(Function, PCI_COMMAND, Command | COMMAND_MEMORY | COMMAND_BUS_MASTER);
    return (PCIMemory){Address, Bytes};
}
