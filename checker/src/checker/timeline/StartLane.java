package checker.timeline;

import java.util.List;
import java.util.OptionalLong;

/**
 * How one CPU came up.
 *
 * @param cpu its index
 * @param apicId by which messages find it
 * @param phases one after another without a gap
 */
record StartLane(int cpu, int apicId, List<Phase> phases) {

    /**
     * A time that a CPU spent at one stage, in nanoseconds since the machine was switched on.
     *
     * @param end not before the start
     */
    record Phase(long start, long end, CpuStage stage) {}

    StartLane {
        phases = List.copyOf(phases);
    }

    /** When it first was at a stage. */
    OptionalLong first(CpuStage stage) {
        return phases.stream().filter(phase -> phase.stage() == stage)
                .mapToLong(Phase::start).findFirst();
    }

    /** When it halted for the first time after it had come to C. */
    OptionalLong firstHalt() {
        OptionalLong main = first(CpuStage.IN_C);
        return main.isEmpty() ? main : phases.stream()
                .filter(phase -> phase.stage() == CpuStage.HALTED
                        && phase.start() > main.getAsLong())
                .mapToLong(Phase::start).findFirst();
    }
}
