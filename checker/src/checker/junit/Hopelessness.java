package checker.junit;

import checker.machine.Architecture;
import checker.machine.Ending;
import java.util.EnumMap;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * Spares a learner the wait for fifty machines that all hang: when the first few boots of an
 * architecture ran into the limit and none has come up, the others are skipped. The verdict is
 * that of the few, so nothing is let pass by it. Used by several threads.
 */
final class Hopelessness {

    private static final int ENOUGH = 2;
    private static final int CAME_UP = Integer.MIN_VALUE;

    private final Map<Architecture, Integer> stuck = new EnumMap<>(Architecture.class);

    /** Notes how a boot ended. */
    synchronized void note(Architecture architecture, Ending ending) {
        if (ending instanceof Ending.Reached) {
            stuck.put(architecture, CAME_UP);
        } else if (ending instanceof Ending.NoProgress || ending instanceof Ending.Flooded) {
            stuck.merge(architecture, 1, (count, one) -> count == CAME_UP ? count : count + one);
        }
    }

    /** Throws what JUnit takes for a skipped case when another boot would only hang again. */
    synchronized void requireHope(Architecture architecture) {
        if (stuck.getOrDefault(architecture, 0) >= ENOUGH) {
            throw new TestAbortedException("the kernel hung on the first " + ENOUGH + " "
                    + architecture.label() + " machines and has come up on none");
        }
    }
}
