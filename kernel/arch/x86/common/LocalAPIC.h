// LocalAPIC: the interrupt controller inside each CPU (Intel SDM vol. 3A, chapter "Advanced
// Programmable Interrupt Controller", whose sections are cited by their titles alone).
//
// A CPU's own interrupts come from it (its timer, errors, two inputs), those that IOAPICs and other
// CPUs send to it, and those of the 8259s, which reach it through its input LINT0.
//
// The kernel uses it in one of two ways. In virtual wire mode (MultiProcessor Specification 1.4,
// 3.6.2.2) it lets through what the 8259s deliver: its own sources are masked and it gives no
// vectors. It is not switched off by its spurious-vector register, since a CPU with its APIC
// switched off that way masks LINT0 too ("Local APIC State After It Has Been Software Disabled").
// In APIC mode (symmetric I/O mode, 3.6.2.3) it delivers everything, and each interrupt is ended
// here.

#pragma once

#include "base/Base.h"

#define LOCAL_APIC_BYTES 4096

typedef struct {
    U32 InitialAPICID;  // the id that this CPU had at reset, from CPUID, whatever is below
    BOOL IsPresent;     // CPUID says so; without it the fields below are zero
    BOOL IsEnabled;     // IA32_APIC_BASE.EN: off, the CPU behaves as one without a Local APIC
    BOOL IsX2APIC;      // IA32_APIC_BASE.EXTD: its registers are MSRs and nothing is mapped
    BOOL IsFirst;       // IA32_APIC_BASE.BSP: at a reset, and an INIT, it runs the firmware
    PHYSICAL Address;   // of its registers
} LocalAPICState;

// Asks CPUID and IA32_APIC_BASE of this CPU. Context: any.
LocalAPICState ReadLocalAPICState(void);

// Takes the registers, mapped uncached at Registers, LOCAL_APIC_BYTES of them, and sets virtual
// wire mode up, whatever the firmware left. Context: boot CPU, interrupts off, once.
void InitializeLocalAPIC(volatile void *Registers);

// How one of the two inputs of a CPU, LINT0 and LINT1, is wired.
typedef struct {
    BOOL IsNMI;  // it carries NMIs, which come as edges; otherwise nothing is to come through it
    BOOL IsActiveLow;
} LocalInput;

#define LOCAL_INPUTS 2

// Goes from virtual wire mode to APIC mode on this CPU: enabled, in x2APIC mode if that is to be
// had without interrupt remapping, all sources masked but errors and the inputs that carry NMIs,
// interrupts of all priorities let through, nothing in service. Context: boot of each CPU,
// interrupts off, after InitializeLocalAPIC on the boot CPU.
void EnableLocalAPIC(const LocalInput Inputs[LOCAL_INPUTS]);

// Goes back to virtual wire mode, for a boot CPU whose IOAPICs turn out to be of no use.
// Context: boot CPU, interrupts off.
void SetVirtualWireMode(void);

// The id that this CPU answers to. Context: any, after InitializeLocalAPIC.
U32 ReadLocalAPICID(void);

// Tells the Local APIC that the interrupt that this CPU is in has been handled, so that others of
// its priority can come. Not for spurious ones, nor for those of the 8259s, which it does not have
// in service. Context: interrupt, interrupts off.
void EndLocalAPICInterrupt(void);

// Ends Vector if the Local APIC has it in service: one that nobody expects may be anyone's.
// Context: interrupt, interrupts off.
void EndIfFromLocalAPIC(U32 Vector);

// Whether Vector has been accepted for this CPU, and its handler has not begun.
// Context: interrupts off.
BOOL IsVectorPending(U32 Vector);

// Makes Vector pending on this CPU, as if a device had asked. Context: interrupts off.
void RaiseVector(U32 Vector);

// Messages to the CPU with that APIC ID, which is another one. Context: any, but between the two
// halves of another message of this CPU: an NMI handler may send only if nobody will go on.
//
// INIT stops it, whatever it does, and leaves it waiting for a start-up message ("Local APIC State
// After an INIT Reset"; "Processor State After Reset"). Not for one that IsFirst.
void SendINIT(U32 APICID);

// Starts one that waits for it in real mode at the beginning of Page, below 1 MiB; one that does
// not wait takes no notice.
void SendStartUp(U32 APICID, PHYSICAL Page);

// Only for one that has loaded an IDT.
void SendNMI(U32 APICID);

// How many spurious interrupts and errors the Local APICs have told of. Context: any. Both wrap.
U32 CountLocalAPICSpurious(void);
U32 CountLocalAPICErrors(void);
