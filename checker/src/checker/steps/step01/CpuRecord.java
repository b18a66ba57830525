package checker.steps.step01;

import java.util.Comparator;

/**
 * What there is to know of one processor, by whoever says it: the firmware, the kernel's table or
 * its log.
 *
 * @param processorId the ACPI processor UID
 * @param apicId of its Local APIC
 * @param flags as the MADT has them
 */
record CpuRecord(long processorId, long apicId, long flags) implements Comparable<CpuRecord> {

    private static final Comparator<CpuRecord> BY_APIC_ID = Comparator
            .comparingLong(CpuRecord::apicId).thenComparingLong(CpuRecord::processorId)
            .thenComparingLong(CpuRecord::flags);

    @Override
    public int compareTo(CpuRecord other) {
        return BY_APIC_ID.compare(this, other);
    }

    @Override
    public String toString() {
        return "APIC ID " + apicId + " (ACPI " + processorId + ", flags 0x"
                + Long.toHexString(flags) + ")";
    }
}
