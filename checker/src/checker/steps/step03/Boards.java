package checker.steps.step03;

import checker.acpi.AcpiTables;
import checker.acpi.Madt;
import checker.acpi.MadtEntry;
import checker.junit.Draw;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.machine.AcpiSupport;
import checker.machine.Architecture;
import checker.machine.Chipset;
import checker.machine.Clock;
import checker.machine.Firmware;
import checker.machine.MachineSpec;
import checker.machine.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Machines whose other CPUs can all be started: numbers of them, and ids with holes. */
final class Boards implements MachineMatrix {

    static final int MAX_CPUS = 32;

    @Override
    public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
        MachineSpec pc = MachineSpec.of(architecture);
        List<NamedSpec> machines = new ArrayList<>(List.of(
                NamedSpec.of("two-cpus", pc.withCpus(2)),
                // Of a model that can forbid execution in 32 bits, too.
                NamedSpec.of("limited", pc.withCpus(5).withCpuModel("max").withArguments(
                        "maxcpus=" + draw.between(2, 3))),
                NamedSpec.of("four-on-seabios", pc.with(Chipset.Q35).with(Firmware.SEABIOS)
                        .withCpus(4)),
                NamedSpec.of("two-sockets-of-three", pc.with(Topology.of(2, 3, 1))),
                NamedSpec.of("as-many-as-fit", pc.withCpus(MAX_CPUS)),
                NamedSpec.of("listed-in-another-order", listed(architecture, draw.shuffled(
                        List.of(0, 1, 2, 3)))),
                NamedSpec.of("switched-at-random", pc.withCpus(draw.between(3, 6))
                        .with(Clock.scheduled(draw.seed())))));
        machines.addAll(draw.oneOrAll(thorough, List.of(
                NamedSpec.of("sockets-filled-here-and-there", pc.with(Topology.of(2).ofAtMost(8)
                        .with(draw.between(3, 4), draw.between(6, 7)))),
                NamedSpec.of("cores-of-five", pc.with(Topology.of(draw.between(2, 3), 5, 1))))));
        if (thorough) {
            IntStream.rangeClosed(1, 20).forEach(number -> machines.add(NamedSpec.of(
                    "drawn", pc.withCpus(draw.between(2, MAX_CPUS))
                            .with(Clock.scheduled(draw.seed())))));
            machines.add(NamedSpec.of("grub-on-bios",
                    pc.with(Firmware.GRUB_BIOS).withCpus(draw.between(2, 8))));
        }
        return machines.stream();
    }

    /** Few of them, for what does not depend on the number. */
    static final class AFew implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            MachineSpec pc = MachineSpec.of(architecture);
            return Stream.of(
                    NamedSpec.of("three-cpus", pc.withCpus(3)),
                    NamedSpec.of("two-sockets-of-three", pc.with(Topology.of(2, 3, 1))));
        }
    }

    /** All four are enabled and there; the entries are in the given order of APIC ids. */
    private static MachineSpec listed(Architecture architecture, List<Integer> order) {
        List<Integer> bootLast = new ArrayList<>(order);
        bootLast.remove(Integer.valueOf(0));
        bootLast.add(0);
        return given(architecture, 4, Madt.ofProcessors(bootLast))
                .with(Chipset.Q35); // with tables of its own a pc tells no more than seconds
    }

    /** A machine of so many CPUs that gets a MADT and what belongs to it. */
    static MachineSpec given(Architecture architecture, int cpus, Madt madt) {
        return MachineSpec.of(architecture).withCpus(cpus)
                .with(AcpiSupport.given(new AcpiTables().with(madt).describedAs("a MADT")));
    }

    /** The entry of a processor whose ACPI id is its APIC id. */
    static MadtEntry processor(int id, boolean enabled) {
        return MadtEntry.localApic(id, id, enabled ? MadtEntry.ENABLED : 0);
    }
}
