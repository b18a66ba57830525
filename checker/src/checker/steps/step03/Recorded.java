package checker.steps.step03;

import checker.junit.Boot;
import checker.junit.Kernel;
import checker.kernel.OffsetRequest;
import checker.machine.Machine;
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
    static Set<Integer> apicIds(Boot boot) {
        Set<Integer> ids = new TreeSet<>();
        boot.array("CPURecords", "CPURecord", (int) boot.number("CPUCount"), RECORD)
                .forEach(record -> ids.add((int) record.unsigned("APICID")));
        return ids;
    }

    static boolean isInPicMode(Boot boot) {
        return isPicMode(boot.number("InterruptMode"), boot.kernel());
    }

    /** The same of a machine that stands still. */
    static boolean isInPicMode(Machine machine, Kernel kernel) {
        return isPicMode(machine.memory().readNumber("InterruptMode", Integer.BYTES), kernel);
    }

    private static boolean isPicMode(long mode, Kernel kernel) {
        return mode != kernel.offsets(MODE).constant("APIC_MODE");
    }
}
