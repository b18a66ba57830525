// MADT: the Multiple APIC Description Table, in which the firmware tells what processors and
// interrupt controllers the machine has (ACPI 6.5, section 5.2.12).
//
// Pure parsing of a table that has passed CheckTable: no I/O, no state, any context. The content is
// still untrusted. Records are kept in the table's order, as the firmware wrote them: disabled,
// repeated or senseless ones too. Whoever uses them judges them.

#pragma once

#include "base/Base.h"

// What is stored at most; what goes beyond is counted in MADTRecords.Dropped.
#define MADT_MAX_PROCESSORS 512
#define MADT_MAX_IOAPICS 16
#define MADT_MAX_OVERRIDES 32
#define MADT_MAX_NMI_SOURCES 16
#define MADT_MAX_LOCAL_NMIS 512

// ACPI 6.5, section 5.2.12, table 5.21 "Interrupt Controller Structure Types".
typedef enum {
    MADT_LOCAL_APIC = 0,
    MADT_IOAPIC = 1,
    MADT_INTERRUPT_OVERRIDE = 2,
    MADT_NMI_SOURCE = 3,
    MADT_LOCAL_APIC_NMI = 4,
    MADT_ADDRESS_OVERRIDE = 5,
    MADT_IO_SAPIC = 6,
    MADT_LOCAL_SAPIC = 7,
    MADT_PLATFORM_INTERRUPT = 8,
    MADT_LOCAL_X2APIC = 9,
    MADT_LOCAL_X2APIC_NMI = 10,
    MADT_GIC_CPU = 11,  // 11 to 15 are Arm's
    MADT_GIC_ITS = 15,
    MADT_WAKEUP = 16,  // Multiprocessor Wakeup, a mailbox instead of INIT and SIPI
    MADT_CORE_PIC = 17,  // 17 to 23 are LoongArch's
    MADT_LPC_PIC = 23,
    MADT_FIRST_OEM = 128,
} MADTEntryType;

// Table 5.23 "Local APIC Flags". Neither: the processor is not there and will not come.
#define MADT_PROCESSOR_ENABLED (1u << 0)
#define MADT_PROCESSOR_ONLINE_CAPABLE (1u << 1)  // not there now, may be plugged in

typedef struct {
    U32 ProcessorID;  // ACPI Processor UID: the name of the processor in ACPI's namespace
    U32 APICID;       // the name of its Local APIC on the bus; the two need not be equal
    U32 Flags;        // MADT_PROCESSOR_...
    U8 EntryType;     // MADT_LOCAL_APIC (8-bit ids) or MADT_LOCAL_X2APIC (32-bit ids)
} MADTProcessor;

typedef struct {
    U8 ID;
    U32 Address;         // physical
    U32 FirstInterrupt;  // Global System Interrupt number of its first input
} MADTIOAPIC;

// Polarity and trigger of an input, as entries 2, 3, 4 and 10 carry them (table 5.26).
#define MADT_POLARITY(Flags) ((Flags) & 3u)      // 0 as the bus says, 1 active high, 3 active low
#define MADT_TRIGGER(Flags) ((Flags) >> 2 & 3u)  // 0 as the bus says, 1 edge, 3 level

typedef struct {
    U8 Bus;     // 0: ISA, the only one there is
    U8 Source;  // the ISA line
    U16 Flags;
    U32 Interrupt;  // the Global System Interrupt that the line really arrives at
} MADTOverride;

typedef struct {
    U16 Flags;
    U32 Interrupt;
} MADTNMISource;

#define MADT_ALL_PROCESSORS 0xFFFFFFFFu

typedef struct {
    U32 ProcessorID;  // or MADT_ALL_PROCESSORS
    U16 Flags;
    U8 Input;  // LINT0 or LINT1
} MADTLocalNMI;

typedef enum {
    MADT_INTACT,
    MADT_NO_BODY,          // shorter than the fixed part
    MADT_ENTRY_CUT_OFF,    // a last byte, too few for an entry's type and length
    MADT_ENTRY_NO_LENGTH,  // an entry of length 0 or 1, which would never end
    MADT_ENTRY_TOO_LONG,   // an entry that reaches past the end of the table
    MADT_ENTRY_TOO_SHORT,  // an entry shorter than its type is
} MADTDamage;

typedef struct {
    U32 LocalAPICAddress;     // physical; AddressOverride replaces it if there is one
    BOOL HasAddressOverride;  // the first one counts; there may only be one (5.2.12.8)
    U64 AddressOverride;      // physical
    BOOL HasDualPIC;          // PCAT_COMPAT: there are two 8259s to be masked before APIC mode

    U32 ProcessorCount;
    U32 IOAPICCount;
    U32 OverrideCount;
    U32 NMISourceCount;
    U32 LocalNMICount;
    MADTProcessor Processors[MADT_MAX_PROCESSORS];
    MADTIOAPIC IOAPICs[MADT_MAX_IOAPICS];
    MADTOverride Overrides[MADT_MAX_OVERRIDES];
    MADTNMISource NMISources[MADT_MAX_NMI_SOURCES];
    MADTLocalNMI LocalNMIs[MADT_MAX_LOCAL_NMIS];

    U32 Dropped;              // entries that found their array full
    U32 EntriesByType[256];   // how many of each type were read, known or not

    MADTDamage Damage;  // anything but MADT_INTACT ended the parse there; what came before is kept
    U32 DamageOffset;   // bytes from the start of the table to the bad entry
    U8 DamageType;      // the type that the bad entry claims
} MADTRecords;

// Reads all entries of Table (whole, with its header, Length bytes) into Records, which it clears
// first. Tells whether the table was intact.
BOOL ParseMADT(const U8 *Table, U32 Length, MADTRecords *Records);

// The physical address of the Local APICs that the table stands for, override included.
U64 MADTLocalAPICAddress(const MADTRecords *Records);

// What an entry type is called, or "reserved" or "OEM".
const char *DescribeMADTEntryType(U8 Type);

// A few words for a log line, such as "an entry of no length".
const char *DescribeMADTDamage(MADTDamage Damage);
