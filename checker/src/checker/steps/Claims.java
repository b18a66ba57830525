package checker.steps;

import checker.steps.step00.BaselineClaims;
import checker.steps.step01.CpuDiscoveryClaims;
import checker.steps.step02.ApicModeClaims;
import checker.steps.step03.ApBootstrapClaims;
import checker.steps.step04.PerCpuClaims;
import java.util.List;
import java.util.Map;

/**
 * The claims of each step, in the order in which they build upon each other. Named here rather
 * than found on the class path, which would cost a check more time than a boot.
 */
public final class Claims {

    private static final Map<Integer, List<Class<?>>> BY_STEP = Map.of(
            0, BaselineClaims.ALL,
            1, CpuDiscoveryClaims.ALL,
            2, ApicModeClaims.ALL,
            3, ApBootstrapClaims.ALL,
            4, PerCpuClaims.ALL);

    private Claims() {}

    /** The claims of a step; empty when this clone has none for it yet. */
    public static List<Class<?>> of(int step) {
        return BY_STEP.getOrDefault(step, List.of());
    }
}
