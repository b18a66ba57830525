package checker.steps.step00;

import checker.junit.Draw;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.machine.Architecture;
import checker.machine.MachineSpec;
import java.util.stream.Stream;

/**
 * Machines for user programs: QEMU's usual CPU, and one with all the protection that there is. Both
 * have so little memory that a program can use it up.
 */
final class UserMachines implements MachineMatrix {

    private static final int MEBIBYTES = 32;

    @Override
    public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
        MachineSpec usual = MachineSpec.of(architecture).withMemory(MEBIBYTES);
        return Stream.of(NamedSpec.of("usual-cpu", usual),
                NamedSpec.of("max-cpu", usual.withCpuModel("max")));
    }
}
