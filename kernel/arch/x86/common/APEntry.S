// Where an application processor arrives from the bootstrap stub, both architectures.
//
// Entry: 32-bit protected mode, paging off, interrupts off, flat segments, no stack, EDI = the
// physical address of a StartBlock. Other CPUs may be here at the same time.
// Exit: to EnterAP in x86-32/ or x86-64/, the same state, ESI = the physical address of the slot
// that is this CPU's alone. Or never.

#include "arch/x86/common/APStart.h"

#define CPUID_FEATURES 1
#define APIC_ID_SHIFT 24  // in EBX: the id that the CPU had at reset

    .section .boot, "ax"
    .code32

    .globl APEntry
APEntry:
    movl $CPUID_FEATURES, %eax
    cpuid
    shrl $APIC_ID_SHIFT, %ebx
    movl START_SLOTS(%edi), %esi
    movl START_SLOT_COUNT(%edi), %ecx
1:  cmpl %ebx, SLOT_APIC_ID(%esi)
    je 2f
    addl $SLOT_BYTES, %esi
    loop 1b
    jmp StayHere

    // Once only: whoever comes with the same APIC ID again, or too late, finds another state.
2:  movl $CPU_CALLED, %eax
    movl $CPU_BOOTING, %ecx
    lock cmpxchgl %ecx, SLOT_STATE(%esi)
    je EnterAP

StayHere:
    cli
    hlt
    jmp StayHere
