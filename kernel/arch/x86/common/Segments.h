// Descriptors in the form that both architectures share, and the instructions that load tables.

#pragma once

#include "base/Base.h"

// Access bytes: present, ring, type (Intel SDM vol. 3A, "Segment Descriptors", "System Descriptor
// Types").
#define ACCESS_KERNEL_CODE 0x9A
#define ACCESS_KERNEL_DATA 0x92
#define ACCESS_USER_CODE 0xFA
#define ACCESS_USER_DATA 0xF2
#define ACCESS_TASK_STATE 0x89
#define ACCESS_TASK_GATE 0x85
#define ACCESS_INTERRUPT_GATE 0x8E
#define ACCESS_USER_GATE 0xEE  // an interrupt gate that user mode may call

// Flags, the upper half of byte 6.
#define SEGMENT_PAGES 0x8  // the limit counts pages
#define SEGMENT_32 0x4
#define SEGMENT_64 0x2

// A segment descriptor: base and limit in their scattered places.
static inline U64 MakeSegment(U32 Base, U32 Limit, U8 Access, U8 Flags) {
    return (Limit & 0xFFFF) | ((U64)(Base & 0xFFFFFF) << 16) | ((U64)Access << 40) |
           ((U64)(Limit >> 16 & 0xF) << 48) | ((U64)Flags << 52) | ((U64)(Base >> 24) << 56);
}

// The operand of LGDT and LIDT.
typedef struct PACKED {
    U16 Limit;  // bytes - 1
    LINEAR Base;
} TablePointer;

static inline void LoadGDT(const void *Table, U32 Bytes) {
    const TablePointer Pointer = {(U16)(Bytes - 1), (LINEAR)Table};
    __asm__ volatile("lgdt %0" ::"m"(Pointer) : "memory");
}

// Where the GDT of this CPU lies.
static inline LINEAR LoadedGDT(void) {
    TablePointer Pointer;
    __asm__ volatile("sgdt %0" : "=m"(Pointer)::"memory");
    return Pointer.Base;
}

static inline void LoadIDT(const void *Table, U32 Bytes) {
    const TablePointer Pointer = {(U16)(Bytes - 1), (LINEAR)Table};
    __asm__ volatile("lidt %0" ::"m"(Pointer) : "memory");
}

// Selects the TSS; the CPU marks its descriptor busy.
static inline void LoadTaskRegister(U16 Selector) {
    __asm__ volatile("ltr %0" ::"r"(Selector) : "memory");
}
