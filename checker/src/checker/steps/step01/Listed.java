package checker.steps.step01;

import checker.acpi.FirmwareTables;
import checker.acpi.MadtReader;
import checker.junit.Boot;
import checker.machine.AcpiSupport;
import checker.machine.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
                first.putIfAbsent(listed.apicId(), record(listed));
            }
        }
        return List.copyOf(first.values());
    }

    /** How many entries are enabled and yet name no processor that can be used. */
    static long ignored(Boot boot) {
        return given(boot).stream().filter(listed -> (listed.flags() & ENABLED) != 0).count()
                - processors(boot).size();
    }

    /**
     * What the record of a boot processor that is alone has to say: what tables that the machine
     * was given say of it, an enabled entry before another; else ACPI processor 0, enabled.
     */
    static CpuRecord lone(Boot boot) {
        long running = boot.hardware().bootApicId();
        return given(boot).stream().filter(listed -> listed.apicId() == running)
                .max(Comparator.comparingLong(listed -> listed.flags() & ENABLED))
                .map(Listed::record).orElse(new CpuRecord(0, running, ENABLED));
    }

    /** The APIC ids of the listed processors that a table has no record of, sorted. */
    static List<Long> leftOut(Boot boot, CpuTable table) {
        return apicIds(processors(boot)).stream().filter(id -> !table.apicIds().contains(id))
                .sorted().toList();
    }

    private static List<MadtReader.Processor> given(Boot boot) {
        return MadtReader.processors(((AcpiSupport.Given) boot.spec().acpi()).tables());
    }

    private static CpuRecord record(MadtReader.Processor listed) {
        return new CpuRecord(listed.processorId(), listed.apicId(), listed.flags());
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
    private static List<Long> apicIds(Collection<CpuRecord> records) {
        return records.stream().map(CpuRecord::apicId).toList();
    }
}
