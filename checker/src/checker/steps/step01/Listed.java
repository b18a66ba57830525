package checker.steps.step01;

import checker.acpi.FirmwareTables;
import checker.acpi.MadtReader;
import checker.junit.Boot;
import checker.machine.AcpiSupport;
import checker.machine.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The processors that a machine's firmware lists as usable: what a right kernel finds. From the
 * CPUs that QEMU really has, or from the tables that it was given instead of its own.
 */
final class Listed {

    private static final long ENABLED = 1;

    /** FFH addresses all Local APICs, and more than 8 bits take x2APIC mode. */
    static final long LARGEST_APIC_ID = 0xfe;

    private Listed() {}

    /** In the firmware's order, each APIC id once. */
    static List<CpuRecord> processors(Boot boot) {
        return boot.spec().acpi() instanceof AcpiSupport.Given given
                ? inTables(given.tables()) : inMachine(boot);
    }

    private static List<CpuRecord> inTables(FirmwareTables tables) {
        Map<Long, CpuRecord> first = new LinkedHashMap<>();
        for (MadtReader.Processor listed : MadtReader.processors(tables)) {
            boolean addressable = listed.apicId() <= LARGEST_APIC_ID;
            if ((listed.flags() & ENABLED) != 0 && addressable) {
                first.putIfAbsent(listed.apicId(), new CpuRecord(listed.processorId(),
                        listed.apicId(), listed.flags()));
            }
        }
        return List.copyOf(first.values());
    }

    /**
     * QEMU numbers ACPI processors by their place among all that the board can hold: where every
     * socket has one CPU, that is the APIC id; where all sockets are full, the CPU's index.
     */
    private static List<CpuRecord> inMachine(Boot boot) {
        Topology topology = boot.spec().topology();
        boolean oneInEachSocket = topology.cores() * topology.threads() == 1;
        List<CpuRecord> records = new ArrayList<>();
        for (int apicId : boot.hardware().apicIds()) {
            long processorId = oneInEachSocket ? apicId : records.size();
            records.add(new CpuRecord(processorId, apicId, ENABLED));
        }
        return List.copyOf(records);
    }

    /** The APIC ids of records. */
    static List<Long> apicIds(Collection<CpuRecord> records) {
        return records.stream().map(CpuRecord::apicId).toList();
    }
}
