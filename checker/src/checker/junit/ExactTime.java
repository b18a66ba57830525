package checker.junit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import checker.machine.MachineSpec;

/** For behaviours that measure the guest's time. */
public final class ExactTime {

    private ExactTime() {}

    /** Skips the case where time is the host's: a free-running machine has no exact one. */
    public static void assume(MachineSpec spec) {
        assumeTrue(spec.clock().reproducible(), "a free-running machine has no exact time");
    }
}
