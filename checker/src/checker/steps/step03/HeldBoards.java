package checker.steps.step03;

import checker.junit.Draw;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.machine.Architecture;
import checker.machine.Clock;
import checker.machine.MachineSpec;
import checker.machine.Topology;
import java.util.stream.Stream;

/**
 * The {@link Boards}, for claims that stop CPUs and let them go. Where a machine stands still its
 * clock runs on to its next timer; on these there is one every 97 us at the latest, so that a boot
 * CPU, which waits for half a second, does not give up on others because it was looked at often.
 */
final class HeldBoards implements MachineMatrix {

    private static final long EVERY_97_MICROSECONDS = 172; // checker.machine.Schedule

    @Override
    public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
        return new Boards().machines(architecture, draw, thorough)
                .map(board -> NamedSpec.of(board.name(), held(board.spec())));
    }

    /** Two CPUs. */
    static final class Two implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(of(2, architecture));
        }
    }

    /** Three CPUs. */
    static final class Three implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(of(3, architecture));
        }
    }

    /** Four CPUs. */
    static final class Four implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(of(4, architecture));
        }
    }

    /** Five others, whose ids have a hole. */
    static final class Sockets implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("two-sockets-of-three", held(
                    MachineSpec.of(architecture).with(Topology.of(2, 3, 1)))));
        }
    }

    private static NamedSpec of(int cpus, Architecture architecture) {
        return NamedSpec.of(held(MachineSpec.of(architecture).withCpus(cpus)));
    }

    private static MachineSpec held(MachineSpec spec) {
        boolean scheduled = spec.clock() instanceof Clock.Deterministic clock
                && clock.seed().isPresent();
        return scheduled ? spec : spec.with(Clock.scheduled(EVERY_97_MICROSECONDS));
    }
}
