package checker.steps.step01;

import static checker.junit.NamedSpec.given;

import checker.acpi.AcpiTables;
import checker.acpi.Madt;
import checker.acpi.MadtEntry;
import checker.junit.Draw;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.machine.AcpiSupport;
import checker.machine.Architecture;
import checker.machine.Firmware;
import checker.machine.MachineSpec;
import checker.steps.hands.EmulatedX2Apic;
import java.util.List;
import java.util.stream.Stream;

/** Firmware tables with which a kernel had better not start other processors, by what is wrong. */
final class BadTables {

    private static final Madt FOUR = Madt.ofProcessors(List.of(0, 1, 2, 3));
    private static final Madt FOREIGN_IDS = Madt.ofPc(List.of(
            MadtEntry.localApic(7, 1, MadtEntry.ENABLED),
            MadtEntry.localApic(200, 0, MadtEntry.ENABLED)));
    private static final int SECOND = 1;
    private static final long ELSEWHERE = 0xfec80000L;
    private static final long ABOVE_4_GIB = 0x1_0000_0000L;

    private BadTables() {}

    /** No MADT that can be believed. */
    static final class WithoutMadt implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            List<NamedSpec> always = List.of(
                    NamedSpec.of("no-acpi", MachineSpec.of(architecture).withCpus(4)
                            .with(AcpiSupport.ABSENT)),
                    OddTables.with(architecture, "no-madt",
                            new AcpiTables().describedAs("no MADT")),
                    OddTables.with(architecture, "madt-checksum", new AcpiTables().with(FOUR)
                            .withBadChecksum("APIC").describedAs("a MADT with a wrong checksum")));
            List<NamedSpec> inTurn = List.of(
                    NamedSpec.of("no-acpi-booted-by-another", MachineSpec.of(architecture)
                            .withCpus(4).with(AcpiSupport.ABSENT).bootedBy(draw.between(1, 3))),
                    OddTables.with(architecture, "rsdp-checksum", new AcpiTables().with(FOUR)
                            .withBadChecksum("RSD").describedAs("an RSDP with a wrong checksum")),
                    OddTables.with(architecture, "madt-shorter-than-a-header",
                            new AcpiTables().with(FOUR).claimingLength("APIC", 20)
                                    .describedAs("a MADT of 20 bytes")),
                    OddTables.with(architecture, "madt-of-four-gigabytes",
                            new AcpiTables().with(FOUR).claimingLength("APIC", -1)
                                    .describedAs("a MADT of 4 GiB")));
            return Stream.of(always, draw.oneOrAll(thorough, inTurn))
                    .flatMap(List::stream);
        }
    }

    /** A MADT whose entries don't fit into each other. */
    static final class Damaged implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            MadtEntry second = FOUR.entries().get(SECOND);
            int last = FOUR.entries().size() - 1;
            List<NamedSpec> always = List.of(
                    given(architecture, "zero-length-entry",
                            FOUR.replacing(SECOND, second.claimingLength(0))),
                    given(architecture, "over-long-entry",
                            FOUR.replacing(last, FOUR.entries().get(last).claimingLength(250))),
                    given(architecture, "truncated-in-an-entry", FOUR.truncatedBy(3)));
            List<NamedSpec> inTurn = List.of(
                    given(architecture, "entry-of-length-one",
                            FOUR.replacing(SECOND, second.claimingLength(1))),
                    given(architecture, "lone-last-byte",
                            FOUR.with(MadtEntry.raw(0))),
                    given(architecture, "processor-entry-too-short",
                            FOUR.with(MadtEntry.raw(0, 4, 9, 9))));
            return Stream.of(always, draw.oneOrAll(thorough, inTurn))
                    .flatMap(List::stream);
        }
    }

    /** The firmware and the CPU disagree on where the Local APIC is. */
    static final class Disagreeing implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(
                    given(architecture, "other-address",
                            FOREIGN_IDS.withAddress(ELSEWHERE)),
                    given(architecture, "override-elsewhere",
                            FOUR.with(MadtEntry.addressOverride(ELSEWHERE))),
                    given(architecture, "override-above-4-gib", FOUR.with(
                            MadtEntry.addressOverride(Madt.USUAL_ADDRESS + ABOVE_4_GIB))));
        }
    }

    /** Processors are listed, and the one that runs is not among them. */
    static final class WithoutBootProcessor implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            List<NamedSpec> always = List.of(
                    NamedSpec.of("another-boot-processor-missing", given(architecture,
                            "all-but-one", Madt.ofProcessors(List.of(0, 2, 3))).spec().bootedBy(1)),
                    given(architecture, "boot-processor-disabled",
                            FOUR.replacing(0, FOUR.entries().get(0).withFlags(0))));
            List<NamedSpec> inTurn = List.of(
                    given(architecture, "boot-processor-missing",
                            Madt.ofProcessors(List.of(1, 2, 3))),
                    given(architecture, "no-processor-at-all",
                            Madt.ofPc(List.of())));
            return Stream.of(always, draw.oneOrAll(thorough, inTurn)).flatMap(List::stream);
        }
    }

    /** A Local APIC in x2APIC mode, once {@link X2ApicMode#runTo} has made it so. */
    static final class InX2ApicMode implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("x2apic-mode", EmulatedX2Apic.announced(
                    MachineSpec.of(architecture).with(Firmware.SEABIOS).withCpus(4))));
        }
    }

    /** A CPU that has no Local APIC. */
    static final class WithoutApic implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            String model = architecture == Architecture.X86_64 ? "qemu64" : "qemu32";
            return Stream.of(NamedSpec.of("no-local-apic",
                    MachineSpec.of(architecture).withCpuModel(model + ",-apic")));
        }
    }
}
