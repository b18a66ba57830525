package checker.machine;

import java.util.SplittableRandom;

/**
 * Switches the CPUs of a deterministic machine at moments drawn from a seed. QEMU lets a CPU run
 * until the next timer of the guest's clock; a packet filter that flushes every so often is such a
 * timer, one that the guest cannot see. It runs from the start: adding it to a machine that stopped
 * at the kernel's entry made runs differ, see {@link Machine} on what a stop does.
 */
final class Schedule {

    /** The network end that the filter hangs on; nothing else is connected to it. */
    private static final String HUB = "schedule";

    private static final double SHORTEST_MICROSECONDS = 20;
    private static final double RANGE = 100;

    private Schedule() {}

    /** QEMU's arguments for it. */
    static String[] options(long seed) {
        return new String[] {"-netdev", "hubport,hubid=0,id=" + HUB, "-object",
            "filter-buffer,id=slices,netdev=" + HUB + ",interval=" + microseconds(seed)};
    }

    /** From 20 to 2000 microseconds of guest time, short ones as often as long ones. */
    static int microseconds(long seed) {
        double share = new SplittableRandom(seed).nextDouble();
        return (int) Math.round(SHORTEST_MICROSECONDS * Math.pow(RANGE, share));
    }
}
