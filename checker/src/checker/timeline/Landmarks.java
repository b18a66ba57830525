package checker.timeline;

import java.util.Map;
import java.util.Set;

/**
 * Where the parts of a kernel lie that a picture of a start speaks of: linear addresses, 0 for
 * none.
 *
 * @param entry the first instruction of the kernel
 * @param bootMain the function in which the boot CPU enters C
 * @param applicationMain the one in which the others do
 * @param report where a CPU reports that it is online
 * @param halts the instructions that halt
 * @param counters the instructions after those that read the time-stamp counter, with these
 */
public record Landmarks(long entry, long bootMain, long applicationMain, Report report,
        Set<Long> halts, Map<Long, Long> counters) {

    /**
     * An instruction that a CPU comes to once it has reported.
     *
     * @param address the instruction's
     * @param times how often a CPU has come to it by then, since it entered C
     */
    public record Report(long address, int times) {

        /** It is not known where that is. */
        public static final Report UNKNOWN = new Report(0, 0);
    }

    public Landmarks {
        halts = Set.copyOf(halts);
        counters = Map.copyOf(counters);
    }
}
