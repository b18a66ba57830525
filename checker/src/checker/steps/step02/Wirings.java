package checker.steps.step02;

import static checker.junit.NamedSpec.given;

import checker.acpi.Madt;
import checker.acpi.MadtEntry;
import checker.junit.Draw;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.machine.Architecture;
import checker.machine.Chipset;
import checker.machine.Firmware;
import checker.machine.MachineSpec;
import checker.machine.Topology;
import checker.steps.hands.EmulatedX2Apic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Machines whose interrupts can come through an IOAPIC, each wired or listed in another way. */
final class Wirings implements MachineMatrix {

    /** No device answers there. */
    static final long NOTHING = 0xfeb00000L;

    private static final long IO_APIC = Madt.USUAL_IO_APIC;
    private static final int DRAWN_IF_THOROUGH = 20;
    private static final int LOW_LEVEL = 0xf;
    private static final int LOW_EDGE = 7;
    private static final int HIGH_EDGE = 5;
    private static final int FIRST_LINES_GSI = 16;
    private static final int INPUTS = 24;
    /** In the last KiB below 640, which a PC's firmware keeps to itself. */
    private static final long ANOTHER = 0x9ff00L;
    private static final int WINDOW = 0x10;
    private static final List<String> MOVED =
            List.of("lines-change-places", "drawn");
    private static final int VERSION = INPUTS - 1 << 16 | 0x11;

    @Override
    public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
        MachineSpec pc = MachineSpec.of(architecture);
        List<NamedSpec> machines = new ArrayList<>(List.of(
                NamedSpec.of("pc", pc),
                NamedSpec.of("q35-with-four", pc.with(Chipset.Q35).with(Firmware.SEABIOS)
                        .withCpus(4)),
                NamedSpec.of("booted-by-another",
                        pc.with(Topology.of(2, 3, 1)).bootedBy(draw.between(3, 5))),
                limitedToOne(architecture),
                NamedSpec.of("limited", pc.withCpus(3).withArguments("maxcpus=2")),
                // QEMU's interpreter has no such mode: IA32_APIC_BASE does not take the bit.
                NamedSpec.of("x2apic-only-announced",
                        EmulatedX2Apic.announced(pc.withCpus(2)))));
        machines.addAll(listed(architecture));
        machines.add(withAnother(architecture, "another-answers-first", 0));
        machines.add(withAnother(architecture, "another-answers-last", 1));
        for (int left = thorough ? DRAWN_IF_THOROUGH : 1; left > 0; left--) {
            machines.add(drawn(architecture, draw));
        }
        return machines.stream();
    }

    /** That one CPU is wanted is no reason for another interrupt mode. */
    static NamedSpec limitedToOne(Architecture architecture) {
        return NamedSpec.of("limited-to-one",
                MachineSpec.of(architecture).withCpus(2).withArguments("maxcpus=1"));
    }

    /**
     * QEMU makes one IOAPIC. The other is memory that has the version register of one with 24
     * inputs, whichever register is selected.
     */
    private static NamedSpec withAnother(Architecture architecture, String name, int place) {
        List<MadtEntry> entries = new ArrayList<>(List.of(
                MadtEntry.ioApic(0, IO_APIC, 0), MadtEntry.interruptOverride(0, 2, 0)));
        entries.add(place, MadtEntry.ioApic(1, ANOTHER, INPUTS));
        NamedSpec machine = given(architecture, name, madt(entries));
        return NamedSpec.of(name, machine.spec().withDevices("-device", String.format(
                "loader,addr=0x%x,data=0x%x,data-len=4", ANOTHER + WINDOW, VERSION)));
    }

    /** The real IOAPIC and its lines, listed in other ways than a pc's. */
    private static List<NamedSpec> listed(Architecture architecture) {
        return List.of(
                given(architecture, "first-input-is-not-0", madt(List.of(
                        MadtEntry.ioApic(7, IO_APIC, FIRST_LINES_GSI),
                        MadtEntry.interruptOverride(0, FIRST_LINES_GSI + 2, 0),
                        MadtEntry.interruptOverride(1, FIRST_LINES_GSI + 1, 0),
                        MadtEntry.interruptOverride(4, FIRST_LINES_GSI + 4, HIGH_EDGE),
                        MadtEntry.nmiOnEveryProcessor()))),
                given(architecture, "one-of-two-is-not-there", madt(List.of(
                        MadtEntry.ioApic(1, NOTHING, 24), MadtEntry.ioApic(0, IO_APIC, 0),
                        MadtEntry.interruptOverride(0, 2, 0)))),
                given(architecture, "odd-polarities", madt(List.of(
                        MadtEntry.ioApic(0, IO_APIC, 0),
                        MadtEntry.interruptOverride(1, 1, LOW_LEVEL),
                        MadtEntry.interruptOverride(4, 4, LOW_EDGE),
                        MadtEntry.interruptOverride(0, 2, HIGH_EDGE),
                        MadtEntry.overrideOfBus(1, 4, 9),
                        MadtEntry.localNmi(0, LOW_EDGE, 1)))),
                given(architecture, "processor-ids-are-no-apic-ids", Madt.of(List.of(
                        MadtEntry.localApic(1, 0, MadtEntry.ENABLED),
                        MadtEntry.localApic(0, 1, MadtEntry.ENABLED),
                        MadtEntry.ioApic(0, IO_APIC, 0),
                        MadtEntry.interruptOverride(0, 2, 0),
                        MadtEntry.localNmi(1, LOW_EDGE, 1), MadtEntry.localNmi(0, 0, 0)))),
                given(architecture, "said-twice-or-in-vain", madt(List.of(
                        MadtEntry.interruptOverride(0, 2, 0),
                        MadtEntry.interruptOverride(1, 500, 0),
                        MadtEntry.interruptOverride(12, 2, LOW_LEVEL),
                        MadtEntry.interruptOverride(0, 2, 0),
                        MadtEntry.interruptOverride(77, 6, 0), MadtEntry.localNmi(0xff, 0, 9),
                        MadtEntry.localX2ApicNmi(0xff, 0, 0),
                        MadtEntry.localX2ApicNmi(0xffffffffL, LOW_EDGE, 1),
                        MadtEntry.ioApic(0, IO_APIC, 0), MadtEntry.ioApic(0, IO_APIC, 0)))),
                given(architecture, "lines-change-places", madt(List.of(
                        MadtEntry.interruptOverride(1, 4, 0),
                        MadtEntry.interruptOverride(4, 20, 0),
                        MadtEntry.interruptOverride(0, 2, 0),
                        MadtEntry.localNmi(1, 0, 1), MadtEntry.localNmi(0, 0, 0),
                        MadtEntry.ioApic(0, IO_APIC, 0)))));
    }

    /** Those of which each has lines at other inputs than their numbers. */
    static final class Moved implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.concat(
                            listed(architecture).stream(), Stream.of(drawn(architecture, draw)))
                    .filter(each -> MOVED.contains(each.name()));
        }
    }

    /** The timer where it really is; each other line anywhere, and the entries in any order. */
    private static NamedSpec drawn(Architecture architecture, Draw draw) {
        List<Integer> inputs = new ArrayList<>(draw.shuffled(
                Stream.iterate(0, input -> input + 1).limit(24).toList()));
        inputs.remove(Integer.valueOf(2));
        int first = draw.between(0, 3) * 24;
        List<MadtEntry> entries = new ArrayList<>(List.of(
                MadtEntry.ioApic(draw.between(0, 15), IO_APIC, first),
                MadtEntry.interruptOverride(0, first + 2L, draw.oneOf(List.of(0, HIGH_EDGE)))));
        for (int line : List.of(1, 4, 5, 9, 12)) {
            entries.add(MadtEntry.interruptOverride(line, first + (long) inputs.remove(0),
                    draw.oneOf(List.of(0, HIGH_EDGE, LOW_EDGE, LOW_LEVEL))));
        }
        if (draw.coin()) {
            entries.add(MadtEntry.localNmi(draw.oneOf(List.of(0, 1, 0xff)),
                    draw.oneOf(List.of(0, HIGH_EDGE, LOW_EDGE)), draw.between(0, 1)));
        }
        return given(architecture, "drawn",
                madt(entries).shuffled(new Random(draw.seed())));
    }

    /** Two processors, and these entries. */
    static Madt madt(List<MadtEntry> others) {
        return Madt.of(Stream.concat(Madt.processors(List.of(0, 1)).stream(), others.stream())
                .toList());
    }
}
