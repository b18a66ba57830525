package checker.steps.step00;

import checker.junit.Draw;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.machine.Architecture;
import checker.machine.Chipset;
import checker.machine.Firmware;
import checker.machine.MachineSpec;
import java.util.List;
import java.util.stream.Stream;

/**
 * Each board and each firmware once. Which is with which takes turns from run to run, and is other
 * on one architecture than on the other; a thorough check has all four.
 */
final class PairedBoards implements MachineMatrix {

    @Override
    public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
        return specs(architecture, draw, thorough).stream().map(NamedSpec::of);
    }

    static List<MachineSpec> specs(Architecture architecture, Draw draw, boolean thorough) {
        MachineSpec pc = MachineSpec.of(architecture);
        MachineSpec q35 = pc.with(Chipset.Q35);
        List<MachineSpec> straight = List.of(pc.with(Firmware.SEABIOS), q35.with(Firmware.QBOOT));
        List<MachineSpec> crossed = List.of(pc.with(Firmware.QBOOT), q35.with(Firmware.SEABIOS));
        if (thorough) {
            return Stream.concat(straight.stream(), crossed.stream()).toList();
        }
        return draw.coin() == (architecture == Architecture.X86_64) ? crossed : straight;
    }
}
