#include "smp/BootPolicy.h"

SMPPolicy BootPolicy;

SMPPolicy DecideSMP(const SMPFacts *Facts) {
    if (Facts->IsUnwanted) return SMP_REFUSED_BY_COMMAND_LINE;
    if (!Facts->HasAPIC) return SMP_REFUSED_NO_APIC;
    if (!Facts->IsAPICEnabled) return SMP_REFUSED_APIC_DISABLED;
    if (Facts->IsX2APIC) return SMP_REFUSED_X2APIC_MODE;
    if (!Facts->HasMADT) return SMP_REFUSED_NO_MADT;
    if (!Facts->IsMADTIntact) return SMP_REFUSED_DAMAGED_MADT;
    if (Facts->APICAddress != Facts->MADTAddress) return SMP_REFUSED_ADDRESS_MISMATCH;
    if (!Facts->IsBootCPUListed) return SMP_REFUSED_BSP_NOT_LISTED;
    return SMP_ALLOWED;
}

const char *DescribeSMPPolicy(SMPPolicy Policy) {
    switch (Policy) {
        case SMP_ALLOWED: return "allowed";
        case SMP_REFUSED_BY_COMMAND_LINE: return "the command line asks for it";
        case SMP_REFUSED_NO_APIC: return "no Local APIC, or one that is disabled";
        case SMP_REFUSED_APIC_DISABLED: return "the Local APIC is disabled in IA32_APIC_BASE";
        case SMP_REFUSED_X2APIC_MODE: return "the Local APIC is in x2APIC mode";
        case SMP_REFUSED_NO_MADT: return "no valid MADT";
        case SMP_REFUSED_DAMAGED_MADT: return "the MADT is damaged";
        case SMP_REFUSED_ADDRESS_MISMATCH: return "MADT and CPU disagree on the APIC's address";
        case SMP_REFUSED_BSP_NOT_LISTED: return "the MADT does not list the boot processor";
    }
    return "unknown";
}
