// PCI: the functions on the machine's PCI buses, by configuration mechanism 1.
//
// Firmware usually has given each its addresses and its interrupt line. Where it has not given
// addresses (QEMU's qboot does not), they are taken from a stretch below 4 GiB that neither the
// firmware's memory map nor any other function claims.

#pragma once

#include "arch/BootInfo.h"
#include "base/Base.h"
#include "devices/PCIScan.h"

// Finds the functions, none without PCI, and has them raise no interrupts until EnablePCIMemory.
// Boot is kept. Context: boot, once.
void InitializePCI(const BootInfo *Boot);

// The first function of that kind, or NULL. Context: any, after InitializePCI.
const PCIFunction *FindPCIFunction(U16 Vendor, U16 Device);

// The Index-th function; NULL behind the last. Context: any, after InitializePCI.
const PCIFunction *PCIFunctionAt(U32 Index);

// The 32 bits at Offset, a multiple of 4, of its configuration space. Context: any but NMI.
U32 ReadPCI(const PCIFunction *Function, U32 Offset);
void WritePCI(const PCIFunction *Function, U32 Offset, U32 Value);

typedef struct {
    PHYSICAL Address;
    U64 Bytes;  // 0: none
} PCIMemory;

// The memory that base address register 0 tells of, given a place if it has none or one in RAM;
// from then on the function answers there and may itself read and write memory. No bytes: it is no
// memory, or there is no place. Context: boot or task.
PCIMemory EnablePCIMemory(const PCIFunction *Function);
