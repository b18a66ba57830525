// The instructions that C has no words for. Contracts that are not stated here: arch/Arch.h.
//
// "memory" in a clobber list keeps the compiler from moving memory accesses across it: needed
// wherever the instruction changes who else may access memory, or when.

#pragma once

#include "base/Base.h"

#define FLAG_INTERRUPTS 0x200  // EFLAGS.IF, Intel SDM vol. 1, "EFLAGS Register"

static inline void EnableInterrupts(void) { __asm__ volatile("sti" ::: "memory"); }

static inline void DisableInterrupts(void) { __asm__ volatile("cli" ::: "memory"); }

static inline UINT ReadFlags(void) {
    UINT Flags;
    __asm__ volatile("pushf\n\tpop %0" : "=r"(Flags)::"memory");
    return Flags;
}

static inline BOOL InterruptsEnabled(void) { return (ReadFlags() & FLAG_INTERRUPTS) != 0; }

static inline UINT SaveInterrupts(void) {
    const UINT Saved = ReadFlags() & FLAG_INTERRUPTS;
    DisableInterrupts();
    return Saved;
}

static inline void RestoreInterrupts(UINT Saved) {
    if (Saved != 0) EnableInterrupts();
    else DisableInterrupts();
}

// No interrupt can come between the two instructions: STI takes effect after the one that follows
// it (Intel SDM vol. 2B, STI), so that one that is due wakes the HLT instead of preceding it.
static inline void WaitForInterrupt(void) { __asm__ volatile("sti\n\thlt" ::: "memory"); }

static inline NORETURN void HaltForever(void) {
    for (;;) __asm__ volatile("cli\n\thlt" ::: "memory");
}

// All loads and stores before it are done before any instruction after it begins: what a WRMSR
// needs that does not wait for them itself (Intel SDM vol. 3A, "MSR Access in x2APIC Mode"). #UD on
// a CPU without SSE2.
static inline void OrderMemory(void) { __asm__ volatile("mfence\n\tlfence" ::: "memory"); }

// Writes back and drops all that this CPU's caches hold.
static inline void FlushCaches(void) { __asm__ volatile("wbinvd" ::: "memory"); }

static inline void RelaxCPU(void) { __builtin_ia32_pause(); }

static inline U8 ReadPort8(U16 Port) {
    U8 Value;
    __asm__ volatile("inb %1, %0" : "=a"(Value) : "Nd"(Port) : "memory");
    return Value;
}

static inline U16 ReadPort16(U16 Port) {
    U16 Value;
    __asm__ volatile("inw %1, %0" : "=a"(Value) : "Nd"(Port) : "memory");
    return Value;
}

static inline U32 ReadPort32(U16 Port) {
    U32 Value;
    __asm__ volatile("inl %1, %0" : "=a"(Value) : "Nd"(Port) : "memory");
    return Value;
}

static inline void WritePort8(U16 Port, U8 Value) {
    __asm__ volatile("outb %0, %1" ::"a"(Value), "Nd"(Port) : "memory");
}

static inline void WritePort16(U16 Port, U16 Value) {
    __asm__ volatile("outw %0, %1" ::"a"(Value), "Nd"(Port) : "memory");
}

static inline void WritePort32(U16 Port, U32 Value) {
    __asm__ volatile("outl %0, %1" ::"a"(Value), "Nd"(Port) : "memory");
}

static inline U64 ReadMSR(U32 Register) {
    U32 Low, High;
    __asm__ volatile("rdmsr" : "=a"(Low), "=d"(High) : "c"(Register) : "memory");
    return ((U64)High << 32) | Low;
}

static inline void WriteMSR(U32 Register, U64 Value) {
    __asm__ volatile("wrmsr" ::"c"(Register), "a"((U32)Value), "d"((U32)(Value >> 32)) : "memory");
}

typedef struct {
    U32 EAX, EBX, ECX, EDX;
} CPUIDResult;

static inline CPUIDResult ReadCPUID(U32 Leaf, U32 Subleaf) {
    CPUIDResult Result;
    __asm__ volatile("cpuid"
                     : "=a"(Result.EAX), "=b"(Result.EBX), "=c"(Result.ECX), "=d"(Result.EDX)
                     : "a"(Leaf), "c"(Subleaf));
    return Result;
}

static inline U64 ReadTimestamp(void) {
    U32 Low, High;
    __asm__ volatile("rdtsc" : "=a"(Low), "=d"(High));
    return ((U64)High << 32) | Low;
}

// 0 whenever there is none at the moment (Intel SDM vol. 1, "RDRAND": CF tells).
static inline UINT ReadHardwareRandom(void) {
    UINT Value;
    BOOL IsValid;
    __asm__ volatile("rdrand %0" : "=r"(Value), "=@ccc"(IsValid));
    return IsValid ? Value : 0;
}

static inline UINT ReadCR0(void) {
    UINT Value;
    __asm__ volatile("mov %%cr0, %0" : "=r"(Value)::"memory");
    return Value;
}

static inline UINT ReadCR2(void) {
    UINT Value;
    __asm__ volatile("mov %%cr2, %0" : "=r"(Value)::"memory");
    return Value;
}

static inline UINT ReadCR3(void) {
    UINT Value;
    __asm__ volatile("mov %%cr3, %0" : "=r"(Value)::"memory");
    return Value;
}

static inline UINT ReadCR4(void) {
    UINT Value;
    __asm__ volatile("mov %%cr4, %0" : "=r"(Value)::"memory");
    return Value;
}

static inline void WriteCR0(UINT Value) {
    __asm__ volatile("mov %0, %%cr0" ::"r"(Value) : "memory");
}

static inline void WriteCR3(UINT Value) {
    __asm__ volatile("mov %0, %%cr3" ::"r"(Value) : "memory");
}

static inline void WriteCR4(UINT Value) {
    __asm__ volatile("mov %0, %%cr4" ::"r"(Value) : "memory");
}
