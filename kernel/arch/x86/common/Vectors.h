// The vectors: those that the CPU defines, as far as the code speaks of them, and what this kernel
// uses the others for. C and assembly share this header.

#pragma once

#define VECTOR_DEBUG 1
#define VECTOR_NMI 2
#define VECTOR_BREAKPOINT 3
#define VECTOR_OVERFLOW 4
#define VECTOR_DOUBLE_FAULT 8
#define VECTOR_NOT_PRESENT 11
#define VECTOR_GENERAL_PROTECTION 13
#define VECTOR_PAGE_FAULT 14
#define VECTOR_MACHINE_CHECK 18

// Those of interrupts. The two hexadecimal digits count: the Local APIC delivers by vector, those
// of a higher first digit before others (Intel SDM vol. 3A, "Interrupt, Task, and Processor
// Priority"). 0x40 to 0xEF are free; on x86-32 system calls have 0x80.
#define VECTOR_PIC_LINES 0x20        // to 0x2F: line N of the 8259s at 0x20 + N
#define VECTOR_IOAPIC_LINES 0x30     // to 0x3F: line N of the ISA bus, through an IOAPIC
#define VECTOR_LOCAL_APIC_TIMER 0xF0
#define VECTOR_LOCAL_APIC_ERROR 0xFE
#define VECTOR_SPURIOUS 0xFF         // of the Local APIC

// What programs raise by INT3 and INTO: user mode may call these gates.
#define IS_USER_VECTOR(Vector) ((Vector) == VECTOR_BREAKPOINT || (Vector) == VECTOR_OVERFLOW)

// The machine's, whoever was interrupted, and at whatever instruction, with interrupts off too.
#define IS_MACHINE_VECTOR(Vector)                                \
    ((Vector) == VECTOR_NMI || (Vector) == VECTOR_DOUBLE_FAULT || \
     (Vector) == VECTOR_MACHINE_CHECK)

// Whether the CPU pushes an error code: Intel SDM vol. 3A, "Exception and Interrupt Vectors", for 8
// to 21; AMD APM vol. 2, "Vectors", for 29 and 30.
#define HAS_ERROR_CODE(Vector)                                                            \
    ((Vector) == 8 || ((Vector) >= 10 && (Vector) <= 14) || (Vector) == 17 || (Vector) == 21 || \
     (Vector) == 29 || (Vector) == 30)
