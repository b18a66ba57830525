package checker.steps.step04;

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

/** Machines with one CPU and many, all of them used, some, or none but the boot CPU. */
final class Boards implements MachineMatrix {

    private static final int MAX_CPUS = 32;
    private static final int ACPI_IDS = 7;

    @Override
    public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
        MachineSpec pc = MachineSpec.of(architecture);
        MachineSpec five = pc.withCpus(5);
        int some = draw.between(2, 4);
        List<NamedSpec> machines = new ArrayList<>(List.of(
                NamedSpec.of("one-cpu", pc),
                NamedSpec.of("two-sockets-of-three", pc.with(Topology.of(2, 3, 1))),
                NamedSpec.of("as-many-as-fit-on-seabios", pc.with(Chipset.Q35)
                        .with(Firmware.SEABIOS).withCpus(MAX_CPUS)),
                NamedSpec.of("boot-cpu-listed-last", bootLast(architecture, 4, draw)),
                NamedSpec.of("switched-at-random", pc.withCpus(draw.between(3, 6))
                        .with(Clock.scheduled(draw.seed()))),
                NamedSpec.of("nosmp", five.withArguments("nosmp")),
                NamedSpec.of("maxcpus-" + some, five.withArguments("maxcpus=" + some)),
                NamedSpec.of("no-acpi", five.with(AcpiSupport.ABSENT)),
                NamedSpec.of("no-ioapic", given(architecture, 3, Madt.of(
                        Madt.processors(List.of(2, 0, 1))))),
                NamedSpec.of("one-is-not-there", given(architecture, 3, Madt.ofPc(
                        Madt.processors(List.of(0, draw.between(3, 100), 2, 1))))),
                NamedSpec.of("without-apic", pc.withCpuModel(
                        (architecture == Architecture.X86_64 ? "qemu64" : "qemu32") + ",-apic"))));
        if (thorough) {
            IntStream.rangeClosed(1, 20).forEach(number -> machines.add(NamedSpec.of(
                    "drawn", pc.withCpus(draw.between(2, MAX_CPUS))
                            .with(Clock.scheduled(draw.seed())))));
        }
        return machines.stream();
    }

    /** Tables that list the boot CPU behind all others; no id is an index. */
    static MachineSpec bootLast(Architecture architecture, int cpus, Draw draw) {
        List<Integer> others = draw.shuffled(IntStream.range(1, cpus).boxed().toList());
        while (hasIdAtItsIndex(others)) {
            others = draw.shuffled(others);
        }
        List<MadtEntry> entries = new ArrayList<>();
        others.forEach(id -> entries.add(processor(id)));
        entries.add(processor(0));
        return given(architecture, cpus, Madt.ofPc(entries));
    }

    private static boolean hasIdAtItsIndex(List<Integer> ids) {
        return IntStream.range(0, ids.size()).anyMatch(index -> ids.get(index) == index);
    }

    /** A q35, whose clock QEMU tells exactly without its own tables, too. */
    private static MachineSpec given(Architecture architecture, int cpus, Madt madt) {
        return MachineSpec.of(architecture).with(Chipset.Q35).withCpus(cpus)
                .with(AcpiSupport.given(new AcpiTables().with(madt).describedAs("a MADT")));
    }

    /** QEMU's CPU of 32 bits has none of itself. */
    private static MachineSpec withMachineChecks(MachineSpec spec) {
        return spec.architecture() == Architecture.X86_64
                ? spec : spec.withCpuModel("qemu32,+mca");
    }

    private static MadtEntry processor(int id) {
        return MadtEntry.localApic(id + ACPI_IDS, id, MadtEntry.ENABLED);
    }

    /** A few CPUs, the boot CPU not the first of the table. */
    static final class BootCpuListedLast implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("boot-cpu-listed-last",
                    bootLast(architecture, 4, draw)));
        }
    }

    /** The same, and one whose others are not sent for. */
    static final class WithNmis implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(new BootCpuListedLast(), new WithOthersLeftOut())
                    .flatMap(each -> each.machines(architecture, draw, thorough));
        }
    }

    /** The same, and one whose others are not sent for or, where no NMI comes, refused. */
    static final class AllOrOne implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            List<MachineMatrix> alone = List.of(new WithOthersLeftOut(), new Alone());
            return Stream.concat(Stream.of(new BootCpuListedLast()),
                            draw.oneOrAll(thorough, alone).stream())
                    .flatMap(each -> each.machines(architecture, draw, thorough));
        }
    }

    /** The same with one other CPU, for what happens on the boot CPU, machine checks too. */
    static final class WithOneOther implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("boot-cpu-listed-last",
                    withMachineChecks(bootLast(architecture, 2, draw))));
        }
    }

    /** The same, behind many that the tables list and that are not there. */
    static final class FarFromTheFirst implements MachineMatrix {

        static final int BOOT_INDEX = 9;

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            List<MadtEntry> entries = new ArrayList<>();
            int first = draw.between(10, 100);
            IntStream.range(first, first + BOOT_INDEX - 1)
                    .forEach(id -> entries.add(processor(id)));
            List.of(1, 0).forEach(id -> entries.add(processor(id)));
            return Stream.of(NamedSpec.of("boot-cpu-far-from-the-first",
                    given(architecture, 2, Madt.ofPc(entries))));
        }
    }

    /** The same with others that are not sent for. */
    static final class WithOthersLeftOut implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("maxcpus-1",
                    withoutOthers(architecture, draw, "maxcpus=1")));
        }
    }

    /** The same, refused. */
    static final class Alone implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("nosmp",
                    withoutOthers(architecture, draw, "nosmp")));
        }
    }

    private static MachineSpec withoutOthers(Architecture architecture, Draw draw,
            String argument) {
        return withMachineChecks(bootLast(architecture, 3, draw).withArguments(argument));
    }
}
