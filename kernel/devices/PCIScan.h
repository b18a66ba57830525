// PCIScan: finds the functions on a PCI bus and the buses behind it.
//
// What devices say in their configuration space is untrusted. The scan looks at each of the 256
// buses once at most, whatever bridges claim is behind them, and knows of MAX_PCI_FUNCTIONS.
// Pure: it reads through a function that it is given.

#pragma once

#include "base/Base.h"

#define MAX_PCI_FUNCTIONS 64

// Offsets in the configuration space (PCI Local Bus Specification 3.0, 6.1 and 6.2).
#define PCI_ID 0x00
#define PCI_COMMAND 0x04
#define PCI_CLASS 0x08
#define PCI_HEADER 0x0C
#define PCI_BAR 0x10
#define PCI_BUSES 0x18          // a bridge's
#define PCI_BRIDGE_MEMORY 0x20  // and its memory window: base and limit
#define PCI_INTERRUPT 0x3C

typedef struct {
    U32 Where;  // bus << 16, device << 11, function << 8
    U16 Vendor;
    U16 Device;
    U8 Class;
    U8 Subclass;
    BOOL IsBridge;  // to another PCI bus
    U8 Line;        // of the interrupt, as the firmware has set it; 0 or 0xFF: none
} PCIFunction;

typedef struct {
    PCIFunction Functions[MAX_PCI_FUNCTIONS];
    U32 Count;
    U32 Dropped;  // functions for which there was no room
} PCIFunctions;

// Reads the 32 bits at Offset, a multiple of 4, of the function at Where; all ones: there is none.
typedef U32 (*PCIReader)(U32 Where, U32 Offset);

// Fills Found with what is on bus 0 and on those behind it.
void ScanPCI(PCIReader Read, PCIFunctions *Found);
