package checker.junit;

import checker.machine.Architecture;
import java.util.stream.Stream;

/**
 * Machines for a behaviour to be judged on, where lists of CPU counts and boards don't say it.
 * Implementations have a constructor without parameters.
 */
public interface MachineMatrix {

    /**
     * The machines of one architecture.
     *
     * @param draw chance from the run's seed; the same for both architectures
     * @param thorough whether the check has minutes rather than seconds
     */
    Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough);
}
