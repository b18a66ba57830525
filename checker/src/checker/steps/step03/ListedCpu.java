package checker.steps.step03;

import checker.junit.Kernel;
import checker.kernel.OffsetRequest;
import checker.kernel.Offsets;
import checker.machine.Machine;
import checker.oracle.StructView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of {@code /system/cpus}.
 *
 * @param index by which the kernel calls the CPU; {@code -} where it has no record
 * @param ids APIC ID and ACPI processor ID
 * @param state {@code online}, {@code offline} or {@code left out}
 * @param isBootCpu whether it is called the boot CPU
 */
record ListedCpu(String index, Ids ids, String state, boolean isBootCpu) {

    static final String NO_INDEX = "-";
    static final String ONLINE = "online";
    static final String OFFLINE = "offline";
    static final String LEFT_OUT = "left out";

    private static final Pattern LINE = Pattern.compile(
            "\\s*(\\d+|-)\\s+(\\d+)\\s+(\\d+)\\s+(left out|[a-z]+)\\b(.*)");
    private static final OffsetRequest RECORD = OffsetRequest.of("smp/CPURecord.h")
            .size("CPURecord").field("CPURecord", "APICID").field("CPURecord", "ProcessorID");

    /**
     * What a processor is called by.
     *
     * @param apic its APIC ID
     * @param acpi its ACPI processor ID
     */
    record Ids(long apic, long acpi) {}

    /** All lines of a view but its headings, sorted: their order is free. */
    static List<ListedCpu> in(String view) {
        return sorted(view.lines().map(LINE::matcher).filter(Matcher::matches)
                .map(line -> new ListedCpu(line.group(1),
                        new Ids(Long.parseLong(line.group(2)), Long.parseLong(line.group(3))),
                        line.group(4), line.group(5).contains("boot CPU"))));
    }

    static List<ListedCpu> sorted(Stream<ListedCpu> lines) {
        return lines.sorted(Comparator.comparing(ListedCpu::toString)).toList();
    }

    /** What the kernel has recorded, in its order. */
    static List<Ids> recorded(Machine machine, Kernel kernel) {
        Offsets offsets = kernel.offsets(RECORD);
        long count = machine.memory().readNumber("CPUCount", Integer.BYTES);
        byte[] array = machine.memory().read("CPURecords",
                Math.toIntExact(offsets.size("CPURecord") * count));
        List<Ids> all = new ArrayList<>();
        StructView.array(offsets, "CPURecord", array).forEach(record -> all.add(
                new Ids(record.unsigned("APICID"), record.unsigned("ProcessorID"))));
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return index + ": APIC ID " + ids.apic() + ", ACPI " + ids.acpi() + ", " + state
                + (isBootCpu ? ", boot CPU" : "");
    }
}
