package checker.steps.step01;

import checker.junit.Draw;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.machine.Architecture;
import checker.machine.Chipset;
import checker.machine.Firmware;
import checker.machine.MachineSpec;
import checker.machine.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Machines with QEMU's own tables, which tell the truth: boards, firmware, counts, sockets. */
final class Boards implements MachineMatrix {

    static final int MAX_CPUS = 32;

    private static final int SOCKETS = 8;
    private static final int MANY = 255;

    @Override
    public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
        MachineSpec pc = MachineSpec.of(architecture);
        MachineSpec q35 = pc.with(Chipset.Q35);
        List<NamedSpec> machines = new ArrayList<>(List.of(
                NamedSpec.of("one-cpu", pc),
                NamedSpec.of("two-cpus", q35.withCpus(2)),
                NamedSpec.of("three-cpus", pc.with(Firmware.SEABIOS).withCpus(3)),
                NamedSpec.of("four-cpus", q35.with(Firmware.SEABIOS).withCpus(4)),
                NamedSpec.of("eight-cpus", pc.withCpus(8)),
                NamedSpec.of("as-many-as-fit", pc.withCpus(MAX_CPUS)),
                NamedSpec.of("two-sockets-of-three", pc.with(Topology.of(2, 3, 1))),
                NamedSpec.of("drawn-cores-booted-by-another", q35.with(
                        Topology.of(draw.between(2, 3), draw.oneOf(List.of(3, 5)), 1))
                        .bootedBy(draw.between(1, 5)))));
        machines.addAll(draw.oneOrAll(thorough, List.of(
                NamedSpec.of("empty-sockets", pc.with(
                        Topology.of(draw.between(2, 3)).ofAtMost(SOCKETS))),
                NamedSpec.of("sockets-filled-here-and-there", pc.with(Topology.of(2)
                        .ofAtMost(SOCKETS).with(draw.between(3, 4), draw.between(6, 7)))))));
        if (thorough) {
            machines.add(NamedSpec.of("drawn-count",
                    pc.withCpus(draw.between(5, MAX_CPUS - 1))));
            machines.add(NamedSpec.of("grub-on-bios",
                    pc.with(Firmware.GRUB_BIOS).withCpus(draw.between(2, 8))));
            // Two: with four, OVMF's own start of the others never ends on the deterministic clock.
            machines.add(NamedSpec.of("grub-on-uefi",
                    q35.with(Firmware.GRUB_UEFI).withCpus(2)));
        }
        return machines.stream();
    }

    /** Machines with more processors than the kernel has room for. */
    static final class Crowded implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            MachineSpec pc = MachineSpec.of(architecture);
            List<NamedSpec> machines = new ArrayList<>(List.of(
                    NamedSpec.of("forty-cpus", pc.withCpus(40))));
            if (thorough) {
                machines.add(NamedSpec.of("one-too-many", pc.withCpus(MAX_CPUS + 1)));
                machines.add(NamedSpec.of("all-there-can-be",
                        pc.with(Chipset.Q35).withCpus(MANY)));
            }
            return machines.stream();
        }
    }
}
