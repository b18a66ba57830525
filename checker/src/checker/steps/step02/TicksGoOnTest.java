package checker.steps.step02;

import static checker.junit.Expectation.expectToReach;
import static checker.junit.NamedSpec.given;

import checker.acpi.Madt;
import checker.acpi.MadtEntry;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.ExactTime;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.MachineMatrix;
import checker.junit.Machines;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.Chipset;
import checker.machine.Firmware;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.report.Cause;
import java.util.List;
import java.util.stream.Stream;

/** The timer ticks 100 times a second before, while and after the lines change controllers. */
@Step(2)
@Criterion("BSP runs with LAPIC enabled and interrupts routed via IOAPIC.")
@NotInApicModeHint
@Hint(diagnosis = "tick-lost",
        where = "A tick that comes while interrupts are off and the lines move.",
        wrong = "A tick is lost on the way: the 8259 remembers an edge at a masked line, the "
                + "IOAPIC does not.",
        fix = "Mask the line at the 8259, open it at the IOAPIC, and then look what the 8259 "
                + "remembers that the Local APIC has not seen: raise that by hand.",
        hunk = "MoveLine")
@Hint(diagnosis = "tick-doubled",
        where = "A tick that comes while interrupts are off and the lines move.",
        wrong = "One tick is counted twice: both controllers have seen it.",
        fix = "What is pending at the Local APIC already came through the IOAPIC; what the 8259 "
                + "remembers of it is not to be raised again.",
        hunk = "MoveLine")
@Hint(diagnosis = "tick-invented", where = "What is raised by hand when a line has moved.",
        wrong = "A tick comes that the timer has not given.",
        fix = "Raise a line only if the 8259 remembers an edge of it.",
        hunk = "MoveLine")
@Hint(where = "The end of an interrupt, once it comes through the IOAPIC.",
        wrong = "Ticks do not go on at their rate.",
        fix = "Signal the end to the Local APIC, once for each interrupt, and not to the 8259.",
        hunk = "EndLine")
final class TicksGoOnTest {

    private static final GuestDuration BOOT = GuestDuration.ofSeconds(10);
    /** Each firmware, with and without others. */
    static final class Boards implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            MachineSpec pc = MachineSpec.of(architecture);
            return Stream.of(
                    NamedSpec.of("pc", pc.with(Firmware.SEABIOS)),
                    NamedSpec.of("q35-booted-by-another", pc.with(Chipset.Q35).withCpus(2)
                            .bootedBy(1)),
                    NamedSpec.of("nosmp", pc.withArguments("nosmp").withCpus(2)));
        }
    }

    /** NMIs at the input that the 8259s have so far, and at the other one. */
    static final class Slow implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("2-cpus", MachineSpec.of(architecture).withCpus(2)),
                    given(architecture, "nmis-at-lint0", Wirings.madt(List.of(
                            MadtEntry.interruptOverride(0, 2, 0),
                            MadtEntry.localNmi(draw.oneOf(List.of(0, 0xff)), 0, 0),
                            MadtEntry.ioApic(0, Madt.USUAL_IO_APIC, 0)))));
        }
    }

    @OnEveryMachine(from = Boards.class)
    void noneIsLostAndNoneComesTwice(Machine machine, Kernel kernel) {
        ExactTime.assume(machine.spec());
        expectToReach(machine, "KernelReady", BOOT);
        Ticks.expectRate(machine);
        if (!machine.spec().commandLine().contains("nosmp")) {
            Mode.expectAPIC(machine, kernel);
        }
    }

    @OnEveryMachine(from = Slow.class)
    @Hint(causes = Cause.EXCEPTION, where = "What a tick is before the lines have moved.",
            wrong = "A tick of the 8259s comes as an NMI: the input that they share with it has "
                    + "been given to NMIs, and they are still open.",
            fix = "Mask all lines of the 8259s before the inputs of the Local APIC become what the "
                    + "MADT says. They remember what comes all the same.",
            hunk = "SwitchToAPICs")
    void aTickBeforeTheLinesMoveComesOnce(Machine machine, Kernel kernel) {
        ExactTime.assume(machine.spec());
        SlowSwitch lines = new SlowSwitch(machine, kernel);
        lines.awaitTick();
        lines.expectOneTick();
    }

    @OnEveryMachine(cpus = 2)
    void aTickJustBeforeItsInputOpensComesOnce(Machines machines, Kernel kernel) {
        Machine first = machines.next();
        ExactTime.assume(first.spec());
        int selections = new SlowSwitch(first, kernel).selectionsUntilOpen();

        SlowSwitch lines = SlowSwitch.before(
                way -> way.runToSelection(selections), machines, kernel);
        lines.awaitTick();
        lines.expectOneTick();
    }

    @OnEveryMachine(cpus = 2)
    void aTickJustAfterThatComesOnce(Machines machines, Kernel kernel) {
        SlowSwitch lines = SlowSwitch.before(SlowSwitch::runToOpening, machines, kernel);
        lines.awaitTick();
        lines.expectOneTick();
    }

    @OnEveryMachine(cpus = 2)
    void whereNoneComesNoneIsMadeUp(Machine machine, Kernel kernel) {
        ExactTime.assume(machine.spec());
        SlowSwitch lines = new SlowSwitch(machine, kernel);
        if (lines.tickRequested()) {
            lines.expectOneTick();
        } else {
            lines.expectNoTick();
        }
    }
}
