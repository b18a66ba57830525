package checker.steps.step00;

import checker.junit.Draw;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.machine.Architecture;
import checker.machine.Chipset;
import checker.machine.Firmware;
import checker.machine.MachineSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Both boards under both firmwares, each with a network card and addresses that were drawn. */
final class NetworkMachines implements MachineMatrix {

    @Override
    public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
        List<NamedSpec> machines = new ArrayList<>();
        for (Chipset chipset : List.of(Chipset.PC, Chipset.Q35)) {
            for (Firmware firmware : List.of(Firmware.SEABIOS, Firmware.QBOOT)) {
                MachineSpec spec = MachineSpec.of(architecture).with(chipset).with(firmware)
                        .withNetwork(String.format(Locale.ROOT, "52:54:00:%02x:%02x:%02x",
                                draw.between(0, 255), draw.between(0, 255), draw.between(0, 255)))
                        .withArguments("ip=10.0.2." + draw.between(2, 90));
                machines.add(NamedSpec.of(spec));
            }
        }
        return machines.stream();
    }

    /** One of them; they take turns from run to run. */
    static final class InTurn implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
            List<NamedSpec> all = new NetworkMachines()
                    .machines(architecture, draw, thorough).toList();
            int first = draw.between(0, all.size() - 1) + architecture.ordinal();
            return thorough ? all.stream() : Stream.of(all.get(first % all.size()));
        }
    }
}
