package checker.machine;

import java.util.Map;
import java.util.Random;

/**
 * Switches the CPUs of a deterministic machine at moments drawn from a seed. QEMU lets a CPU run
 * until the next timer of the guest's clock; a packet filter that flushes every so often is such a
 * timer, one that the guest cannot see.
 */
final class Schedule {

    /** The network end that the filter hangs on; nothing else is connected to it. */
    static final String HUB = "schedule";

    private static final double SHORTEST_MICROSECONDS = 20;
    private static final double RANGE = 100;

    private Schedule() {}

    /** The arguments of QMP's {@code object-add}. */
    static Map<String, Object> filter(long seed) {
        return Map.of("qom-type", "filter-buffer", "id", "slices", "netdev", HUB,
                "interval", microseconds(seed));
    }

    /** From 20 to 2000 microseconds of guest time, short ones as often as long ones. */
    static int microseconds(long seed) {
        double share = new Random(seed).nextDouble();
        return (int) Math.round(SHORTEST_MICROSECONDS * Math.pow(RANGE, share));
    }
}
