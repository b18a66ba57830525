package checker.steps.step00;

import checker.junit.Draw;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.machine.Architecture;
import checker.machine.MachineSpec;
import java.util.List;
import java.util.stream.Stream;

/**
 * Machines for user programs: QEMU's usual CPU, and one with all the protection that there is. They
 * take turns from run to run, and when one architecture has the one, the other has the other. Both
 * have so little memory that a program can use it up.
 */
final class UserMachines implements MachineMatrix {

    private static final int MEBIBYTES = 32;

    @Override
    public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
        List<NamedSpec> both = both(architecture);
        boolean swapped = draw.coin() == (architecture == Architecture.X86_64);
        return thorough ? both.stream() : Stream.of(both.get(swapped ? 1 : 0));
    }

    private static List<NamedSpec> both(Architecture architecture) {
        MachineSpec usual = MachineSpec.of(architecture).withMemory(MEBIBYTES);
        return List.of(NamedSpec.of("usual-cpu", usual),
                NamedSpec.of("max-cpu", usual.withCpuModel("max")));
    }

    /** Always both, where the protection itself is tried. */
    static final class Both implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
            return both(architecture).stream();
        }
    }
}
