#include "devices/PCIScan.h"

enum {
    BUSES = 256,
    DEVICES = 32,
    FUNCTIONS = 8,

    NO_VENDOR = 0xFFFF,
    HEADER_KIND = 0x7F,
    HEADER_BRIDGE = 1,
    HEADER_MANY_FUNCTIONS = 0x80,
};

typedef struct {
    PCIReader Read;
    PCIFunctions *Found;
    BOOL IsKnown[BUSES];  // looked at, or in Next
    U8 Next[BUSES];       // buses to look at
    U32 NextCount;
} Scan;

static void AddBus(Scan *Running, U8 Bus) {
    if (Running->IsKnown[Bus]) return;
    Running->IsKnown[Bus] = TRUE;
    Running->Next[Running->NextCount++] = Bus;
}

// Tells whether there is a function, and whether its device has more of them.
static BOOL ScanFunction(Scan *Running, U32 Where, BOOL *HasMore) {
    const U32 ID = Running->Read(Where, PCI_ID);
    if ((ID & 0xFFFF) == NO_VENDOR) return FALSE;

    const U32 Class = Running->Read(Where, PCI_CLASS);
    const U32 Header = Running->Read(Where, PCI_HEADER) >> 16 & 0xFF;
    const BOOL IsBridge = (Header & HEADER_KIND) == HEADER_BRIDGE;
    *HasMore = (Header & HEADER_MANY_FUNCTIONS) != 0;
    if (IsBridge) AddBus(Running, (U8)(Running->Read(Where, PCI_BUSES) >> 8));
    if (Running->Found->Count == MAX_PCI_FUNCTIONS) {
        Running->Found->Dropped++;
        return TRUE;
    }
    Running->Found->Functions[Running->Found->Count++] = (PCIFunction){
        .Where = Where,
        .Vendor = (U16)ID,
        .Device = (U16)(ID >> 16),
        .Class = (U8)(Class >> 24),
        .Subclass = (U8)(Class >> 16),
        .IsBridge = IsBridge,
        .Line = (U8)Running->Read(Where, PCI_INTERRUPT),
    };
    return TRUE;
}

static void ScanBus(Scan *Running, U8 Bus) {
    for (U32 Device = 0; Device < DEVICES; Device++) {
        const U32 Where = (U32)Bus << 16 | Device << 11;
        BOOL HasMore = FALSE, Ignored;

        if (!ScanFunction(Running, Where, &HasMore) || !HasMore) continue;
        for (U32 Function = 1; Function < FUNCTIONS; Function++) {
            ScanFunction(Running, Where | Function << 8, &Ignored);
        }
    }
}

void ScanPCI(PCIReader Read, PCIFunctions *Found) {
    Scan Running = {.Read = Read, .Found = Found};

    AddBus(&Running, 0);
    while (Running.NextCount > 0) ScanBus(&Running, Running.Next[--Running.NextCount]);
}
