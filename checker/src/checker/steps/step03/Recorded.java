package checker.steps.step03;

import checker.junit.Kernel;
import checker.kernel.OffsetRequest;
import checker.kernel.Offsets;
import checker.machine.Machine;
import checker.oracle.StructView;
import java.util.Set;
import java.util.TreeSet;

/** What steps before this one have decided, as the kernel's variables have it. */
final class Recorded {

    /** What the checker lets the first CPU write when another boots: INIT and start-up message. */
    static final int HANDOVER_WRITES = 4;

    private static final OffsetRequest RECORD = OffsetRequest.of("smp/CPURecord.h")
            .size("CPURecord").field("CPURecord", "APICID");
    private static final OffsetRequest MODE =
            OffsetRequest.of("cpu/InterruptMode.h").constant("APIC_MODE");

    private Recorded() {}

    /** The APIC ids of all recorded CPUs. */
    static Set<Integer> apicIds(Machine machine, Kernel kernel) {
        Offsets offsets = kernel.offsets(RECORD);
        long count = machine.memory().readNumber("CPUCount", Integer.BYTES);
        byte[] array = machine.memory().read("CPURecords",
                Math.toIntExact(offsets.size("CPURecord") * count));
        Set<Integer> ids = new TreeSet<>();
        StructView.array(offsets, "CPURecord", array)
                .forEach(record -> ids.add((int) record.unsigned("APICID")));
        return ids;
    }

    static boolean isInPicMode(Machine machine, Kernel kernel) {
        return machine.memory().readNumber("InterruptMode", Integer.BYTES)
                != kernel.offsets(MODE).constant("APIC_MODE");
    }
}
