package checker.junit;

import checker.machine.Architecture;
import checker.machine.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What of a step's claims is to be judged, and how.
 *
 * @param architectures in the order to judge them
 * @param selection which cases
 * @param seed from which machines and schedules are drawn
 * @param thorough also what takes long
 * @param trace whether to draw what kernels recorded of their runs
 * @param accelerator for free-running machines in place of deterministic ones
 */
public record CheckSettings(
        List<Architecture> architectures,
        Selection selection,
        long seed,
        boolean thorough,
        boolean trace,
        Optional<Clock.Accelerator> accelerator) {

    public CheckSettings {
        architectures = List.copyOf(architectures);
    }
}
