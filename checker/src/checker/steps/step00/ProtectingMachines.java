package checker.steps.step00;

import checker.junit.Draw;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.machine.Architecture;
import checker.machine.MachineSpec;
import java.util.stream.Stream;

/**
 * A machine whose CPU has all the protection that there is: NX, SMEP, SMAP. QEMU's usual 32-bit CPU
 * has none of it. Little memory: some probes use up all that there is.
 */
final class ProtectingMachines implements MachineMatrix {

    private static final int MEBIBYTES = 32;

    @Override
    public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
        return Stream.of(NamedSpec.of("max-cpu",
                MachineSpec.of(architecture).withCpuModel("max").withMemory(MEBIBYTES)));
    }
}
