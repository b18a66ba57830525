#include "cpu/Features.h"

#include "arch/Arch.h"
#include "base/Log.h"
#include "base/String.h"

#define CR0_WRITE_PROTECT (1u << 16)  // read-only holds for the kernel too
#define CR4_MACHINE_CHECKS (1u << 6)
#define CR4_GLOBAL_PAGES (1u << 7)
#define CR4_UMIP (1u << 11)
#define CR4_FSGSBASE (1u << 16)
#define CR4_SMEP (1u << 20)
#define CR4_SMAP (1u << 21)

#define MSR_EFER 0xC0000080
#define EFER_NO_EXECUTE (1u << 11)

#define BASIC_LEAVES 0
#define EXTENDED_LEAVES 0x80000000
#define BRAND_LEAF 0x80000002
#define BRAND_LEAVES 3

FeatureSet CPUFeatures;

// A leaf that the CPU does not have reads as nothing: CPUID itself would return another one's.
static CPUIDResult ReadLeaf(U32 Leaf) {
    const U32 Range = Leaf & EXTENDED_LEAVES;
    if (Leaf > ReadCPUID(Range, 0).EAX) return (CPUIDResult){0};
    return ReadCPUID(Leaf, 0);
}

static BOOL HasBit(U32 Register, U32 Bit) { return (Register >> Bit & 1) != 0; }

static void ReadVendor(char *Vendor) {
    const CPUIDResult Leaf = ReadCPUID(BASIC_LEAVES, 0);
    memcpy(Vendor, &Leaf.EBX, 4);
    memcpy(Vendor + 4, &Leaf.EDX, 4);
    memcpy(Vendor + 8, &Leaf.ECX, 4);
    Vendor[CPU_VENDOR_BYTES - 1] = 0;
}

static void ReadBrand(char *Brand) {
    char Text[CPU_BRAND_BYTES] = {0};
    for (U32 Index = 0; Index < BRAND_LEAVES; Index++) {
        const CPUIDResult Leaf = ReadLeaf(BRAND_LEAF + Index);
        memcpy(Text + Index * sizeof(Leaf), &Leaf, sizeof(Leaf));
    }
    const char *Start = Text;
    while (*Start == ' ') Start++;
    CopyString(Brand, CPU_BRAND_BYTES, Start);
}

// Bits: Intel SDM vol. 2A, "CPUID".
void DetectFeatures(void) {
    const CPUIDResult Basic = ReadLeaf(1);
    const CPUIDResult Structured = ReadLeaf(7);
    const CPUIDResult Extended = ReadLeaf(0x80000001);
    const CPUIDResult Power = ReadLeaf(0x80000007);

    ReadVendor(CPUFeatures.Vendor);
    ReadBrand(CPUFeatures.Brand);
    CPUFeatures.APIC = HasBit(Basic.EDX, 9);
    CPUFeatures.FXSR = HasBit(Basic.EDX, 24);
    CPUFeatures.SSE = HasBit(Basic.EDX, 25);
    CPUFeatures.NX = HasBit(Extended.EDX, 20);
    CPUFeatures.SMEP = HasBit(Structured.EBX, 7);
    CPUFeatures.SMAP = HasBit(Structured.EBX, 20);
    CPUFeatures.UMIP = HasBit(Structured.ECX, 2);
    CPUFeatures.RDRAND = HasBit(Basic.ECX, 30);
    CPUFeatures.InvariantTSC = HasBit(Power.EDX, 8);

    LogInfo("cpu", "%s, %s", CPUFeatures.Vendor, CPUFeatures.Brand);
    LogInfo("cpu", "protection: WP%s%s%s%s", CPUFeatures.NX ? " NX" : "",
            CPUFeatures.SMEP ? " SMEP" : "", CPUFeatures.SMAP ? " SMAP" : "",
            CPUFeatures.UMIP ? " UMIP" : "");
    if (!CPUFeatures.NX) LogWarn("cpu", "no NX: all data is executable");
}

void EnableFeatures(void) {
    // Off, however the firmware left them: by WRGSBASE a program's GS would look like the kernel's
    // to who goes by its base, and nobody handles machine checks.
    UINT CR4 = ReadCR4() & ~(UINT)(CR4_FSGSBASE | CR4_MACHINE_CHECKS);
    CR4 |= CR4_GLOBAL_PAGES;
    if (CPUFeatures.SMEP) CR4 |= CR4_SMEP;
    if (CPUFeatures.SMAP) CR4 |= CR4_SMAP;
    if (CPUFeatures.UMIP) CR4 |= CR4_UMIP;
    WriteCR4(CR4);
    UserAccessGuarded = CPUFeatures.SMAP;
    WriteCR0(ReadCR0() | CR0_WRITE_PROTECT);
    EnableFPU(CPUFeatures.FXSR, CPUFeatures.SSE);
    EnableSystemCalls();

    if (CPUFeatures.NX) {
        WriteMSR(MSR_EFER, ReadMSR(MSR_EFER) | EFER_NO_EXECUTE);
        NoExecuteBit = ENTRY_NO_EXECUTE;
    }
}
