package checker.steps.step02;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;
import static checker.junit.Expectation.expectToReach;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.Arrivals;
import checker.machine.Arrivals.Arrival;
import checker.machine.Chipset;
import checker.machine.Ending;
import checker.machine.Firmware;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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
@Hint(where = "The end of an interrupt, once it comes through the IOAPIC.",
        wrong = "Ticks do not go on at their rate.",
        fix = "Signal the end to the Local APIC, once for each interrupt, and not to the 8259.",
        hunk = "EndLine")
final class TicksGoOnTest {

    private static final GuestDuration BOOT = GuestDuration.ofSeconds(10);
    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(1);
    private static final int TICKS = 30;
    private static final long USUAL = 10_000;
    private static final long TOLERANCE = 500;

    private static final String LOST = "neither handled nor pending";
    private static final String TWICE = "handled and pending";

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

    @OnEveryMachine(from = Boards.class)
    void noneIsLostAndNoneComesTwice(Machine machine, Kernel kernel) {
        assumeTrue(machine.spec().clock().reproducible(),
                "a free-running machine has no exact time");
        expectToReach(machine, "KernelReady", BOOT);
        Arrivals ticks = machine.recordArrivals("OnTick", TICKS, PATIENCE);

        expect("ticks", ticks.list().size()).given("within", PATIENCE).toBe(TICKS);
        expect("microseconds between ticks that are not about 10000", gaps(ticks).stream()
                .filter(gap -> Math.abs(gap - USUAL) > TOLERANCE).toList()).toBe(List.of());
        if (!machine.spec().commandLine().contains("nosmp")) {
            Mode.expectAPIC(machine, kernel);
        }
    }

    /**
     * The switch takes so long that a tick comes meanwhile: the boot CPU is held at the beginning
     * of it, interrupts off, until the 8259 has one. The next is 10 ms away then.
     */
    @OnEveryMachine(cpus = 2)
    void aTickDuringTheSwitchComesOnce(Machine machine, Kernel kernel) {
        assumeTrue(machine.spec().clock().reproducible(),
                "a free-running machine has no exact time");
        expectToReach(machine, "ReplaceIRQController", BOOT);
        long start = kernel.address("ReplaceIRQController");
        long back = machine.returnAddress();
        // Else the clock runs on to the next tick at the stop by which we look: that is pending.
        machine.applicationCpus().forEach(machine::stopForGood);
        Held.untilRequested(machine, start, Wiring.TIMER, PATIENCE);
        boolean handled = false;
        Ending ending;
        do {
            ending = machine.runToAnyOf(Set.of(kernel.address("OnTick"), back), PATIENCE);
            expectReached(machine, "the end of ReplaceIRQController", ending);
            boolean again = ((Ending.Reached) ending).address() != back;
            expect("OnTick has been called twice", handled && again)
                    .diagnose("tick-doubled", twice -> twice).toBe(false);
            handled |= again;
        } while (((Ending.Reached) ending).address() != back);

        Set<Integer> requested = machine.localApic(machine.spec().bootCpu()).orElseThrow()
                .requested();
        int vector = timerVector(machine);
        expect("the tick, at the end of ReplaceIRQController",
                fate(handled, requested.contains(vector)))
                .given("vectors that are pending", requested).given("the timer's", vector)
                .diagnose("tick-lost", LOST::equals).diagnose("tick-doubled", TWICE::equals)
                .to("be handled or pending, once",
                        fate -> !fate.equals(LOST) && !fate.equals(TWICE));
    }

    private static String fate(boolean handled, boolean pending) {
        String once = handled ? "handled" : "pending";
        return handled && pending ? TWICE : handled || pending ? once : LOST;
    }

    private static int timerVector(Machine machine) {
        int pin = Wiring.of(machine.spec()).pin(Wiring.TIMER).orElseThrow();
        return machine.ioApic().orElseThrow().pins().get(pin).vector();
    }

    private static List<Long> gaps(Arrivals ticks) {
        return IntStream.range(1, ticks.list().size())
                .mapToObj(index -> microseconds(ticks.list().get(index))
                        - microseconds(ticks.list().get(index - 1))).toList();
    }

    private static long microseconds(Arrival arrival) {
        return arrival.at().nanoseconds() / 1000;
    }
}
