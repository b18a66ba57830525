package checker.steps.step01;

import static checker.junit.NamedSpec.given;

import checker.acpi.AcpiTables;
import checker.acpi.FirmwareTables;
import checker.acpi.Madt;
import checker.acpi.MadtEntry;
import checker.acpi.MadtModel;
import checker.junit.Draw;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.machine.AcpiSupport;
import checker.machine.Architecture;
import checker.machine.MachineSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Tables that are valid, and in which nothing is as one is used to. The boot processor's APIC ID
 * is 0, since that is what QEMU gives to its first CPU, unless another one boots.
 */
final class OddTables implements MachineMatrix {

    private static final long ENABLED = MadtEntry.ENABLED;
    private static final int LARGE_APIC_ID = 0x12345;
    private static final int THOROUGH_TABLES = 1000;

    @Override
    public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
        Madt four = Madt.ofProcessors(List.of(0, 1, 2, 3));
        List<NamedSpec> machines = new ArrayList<>(List.of(
                given(architecture, "listed-twice", four.with(MadtEntry.localApic(9, 2, ENABLED))),
                given(architecture, "boot-processor-last", Madt.ofProcessors(List.of(4, 7, 2, 0))),
                NamedSpec.of("shuffled-booted-by-another", given(architecture, "shuffled",
                        four.shuffled(new Random(draw.seed()))).spec().bootedBy(1)),
                given(architecture, "foreign-acpi-ids", Madt.ofPc(List.of(
                        MadtEntry.localApic(200, 0, ENABLED), MadtEntry.localApic(7, 3, ENABLED),
                        MadtEntry.localApic(1, 18, ENABLED),
                        MadtEntry.localApic(0, 254, ENABLED)))),
                given(architecture, "disabled-between", Madt.ofPc(List.of(
                        MadtEntry.localApic(0, 5, 0), MadtEntry.localApic(1, 0, ENABLED),
                        MadtEntry.localApic(2, 6, MadtEntry.ONLINE_CAPABLE),
                        MadtEntry.localApic(3, 9, ENABLED), MadtEntry.localApic(4, 10, 0)))),
                given(architecture, "unknown-types", four.with(1, MadtEntry.ofType(0x7f, 3))
                        .with(3, MadtEntry.ofType(0xfe, 0)).with(MadtEntry.ofType(0x11, 253))),
                given(architecture, "wide-ids", Madt.ofPc(List.of(
                        MadtEntry.localApic(0, 0, ENABLED), MadtEntry.localX2Apic(12, 1, ENABLED),
                        MadtEntry.localX2Apic(300, LARGE_APIC_ID, ENABLED),
                        MadtEntry.localX2Apic(301, LARGE_APIC_ID + 1, 0)))),
                given(architecture, "address-override-agrees",
                        four.withAddress(0xdead0000L)
                                .with(MadtEntry.addressOverride(Madt.USUAL_ADDRESS)))));
        machines.addAll(draw.oneOrAll(thorough, List.of(
                given(architecture, "broadcast-ids", four
                        .with(MadtEntry.localApic(8, 0xff, ENABLED))
                        .with(MadtEntry.localX2Apic(9, 0xffffffffL, ENABLED))),
                with(architecture, "rsdt-only", new AcpiTables().with(four)
                        .with(AcpiTables.Root.RSDT).describedAs("RSDT only")),
                with(architecture, "xsdt-only", new AcpiTables().with(four)
                        .with(AcpiTables.Root.XSDT).describedAs("XSDT only")),
                with(architecture, "xsdt-damaged", new AcpiTables().with(four)
                        .withBadChecksum("XSDT").describedAs("an XSDT with a wrong checksum")))));
        int tables = thorough ? THOROUGH_TABLES : 1;
        for (int number = 1; number <= tables; number++) {
            machines.add(drawn(architecture, "drawn", draw, draw.between(2, Boards.MAX_CPUS)));
        }
        return machines.stream();
    }

    /** Tables that list more processors than the kernel has room for. */
    static final class Crowded implements MachineMatrix {

        private static final int FIRST_APIC_ID = 10;

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            List<Integer> bootLast = new ArrayList<>();
            for (int number = 0; number < Boards.MAX_CPUS + 3; number++) {
                bootLast.add(FIRST_APIC_ID + number);
            }
            bootLast.add(0);
            NamedSpec afterAll = given(architecture, "boot-processor-after-all",
                    Madt.ofProcessors(bootLast));
            return thorough ? Stream.of(afterAll, drawn(architecture, "drawn-crowd", draw,
                    Boards.MAX_CPUS + draw.between(1, 60))) : Stream.of(afterAll);
        }
    }

    private static NamedSpec drawn(
            Architecture architecture, String name, Draw draw, int processors) {
        long seed = draw.seed();
        Madt madt = MadtModel.draw(new Random(seed), processors, 0).madt();
        return with(architecture, name, new AcpiTables().with(madt)
                .describedAs(processors + " processors drawn from " + seed));
    }

    /** A machine that gets a whole set. */
    static NamedSpec with(Architecture architecture, String name, FirmwareTables tables) {
        return NamedSpec.of(name,
                MachineSpec.of(architecture).withCpus(2).with(AcpiSupport.given(tables)));
    }
}
