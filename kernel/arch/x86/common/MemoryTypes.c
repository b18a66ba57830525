#include "arch/x86/common/MemoryTypes.h"

#include "arch/Arch.h"
#include "base/String.h"

enum {
    // CPUID leaf 1, EDX.
    CPUID_FEATURES = 1,
    CPUID_EDX_MTRR = 1u << 12,
    CPUID_EDX_PAT = 1u << 16,

    // Intel SDM vol. 3A, "Memory Type Range Registers" and "Page Attribute Table".
    MSR_MTRR_CAPABILITIES = 0xFE,
    CAPABILITY_VARIABLE_RANGES = 0xFF,
    CAPABILITY_FIXED_RANGES = 1u << 8,
    MSR_MTRR_DEFAULT = 0x2FF,
    DEFAULT_ENABLED = 1u << 11,
    MSR_MTRR_VARIABLE = 0x200,  // base, then mask, of each range
    MSR_PAT = 0x277,
};

#define CR0_CACHE_DISABLED ((UINT)1 << 30)
#define CR0_NOT_WRITE_THROUGH ((UINT)1 << 29)
#define CR4_GLOBAL_PAGES ((UINT)1 << 7)

static const U32 FixedMSRs[FIXED_TYPE_RANGES] = {0x250, 0x258, 0x259, 0x268, 0x269, 0x26A,
                                                 0x26B, 0x26C, 0x26D, 0x26E, 0x26F};

static void ReadMTRRs(MemoryTypes *Types) {
    const U64 Capabilities = ReadMSR(MSR_MTRR_CAPABILITIES);
    const U32 Ranges = (U32)Capabilities & CAPABILITY_VARIABLE_RANGES;

    Types->HasFixedRanges = (Capabilities & CAPABILITY_FIXED_RANGES) != 0;
    Types->VariableRanges = MINIMUM(Ranges, (U32)MAX_VARIABLE_RANGES);
    Types->Default = ReadMSR(MSR_MTRR_DEFAULT);
    for (U32 Index = 0; Types->HasFixedRanges && Index < FIXED_TYPE_RANGES; Index++) {
        Types->Fixed[Index] = ReadMSR(FixedMSRs[Index]);
    }
    for (U32 Index = 0; Index < 2 * Types->VariableRanges; Index++) {
        Types->Variable[Index] = ReadMSR(MSR_MTRR_VARIABLE + Index);
    }
}

void ReadMemoryTypes(MemoryTypes *Types) {
    const U32 Features = ReadCPUID(CPUID_FEATURES, 0).EDX;

    memset(Types, 0, sizeof(*Types));  // the padding too: two of them are compared
    Types->HasPAT = (Features & CPUID_EDX_PAT) != 0;
    Types->HasMTRRs = (Features & CPUID_EDX_MTRR) != 0;
    if (Types->HasPAT) Types->PAT = ReadMSR(MSR_PAT);
    if (Types->HasMTRRs) ReadMTRRs(Types);
}

static void WriteMTRRs(const MemoryTypes *Types) {
    WriteMSR(MSR_MTRR_DEFAULT, Types->Default & ~(U64)DEFAULT_ENABLED);
    for (U32 Index = 0; Types->HasFixedRanges && Index < FIXED_TYPE_RANGES; Index++) {
        WriteMSR(FixedMSRs[Index], Types->Fixed[Index]);
    }
    for (U32 Index = 0; Index < 2 * Types->VariableRanges; Index++) {
        WriteMSR(MSR_MTRR_VARIABLE + Index, Types->Variable[Index]);
    }
    WriteMSR(MSR_MTRR_DEFAULT, Types->Default);
}

// The sequence of Intel SDM vol. 3A, "MTRR Considerations in MP Systems", for one CPU: nothing is
// cached while types change, neither data nor translations.
void SetMemoryTypes(const MemoryTypes *Types) {
    MemoryTypes Own;
    const UINT CR0 = ReadCR0();
    const UINT CR4 = ReadCR4();

    ReadMemoryTypes(&Own);
    if (memcmp(&Own, Types, sizeof(Own)) == 0) return;
    WriteCR0((CR0 | CR0_CACHE_DISABLED) & ~CR0_NOT_WRITE_THROUGH);
    FlushCaches();
    WriteCR4(CR4 & ~CR4_GLOBAL_PAGES);
    FlushTLB();
    if (Own.HasMTRRs && Types->HasMTRRs) WriteMTRRs(Types);
    if (Own.HasPAT && Types->HasPAT) WriteMSR(MSR_PAT, Types->PAT);
    FlushCaches();
    FlushTLB();
    WriteCR0(CR0);
    WriteCR4(CR4);
}
