package checker.steps.step00;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Criterion;
import checker.junit.ExactTime;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Arrivals;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import java.util.List;
import java.util.stream.IntStream;

/** The 8254 gives a tick every 10 ms of the machine's own time. */
@Step(0)
@Criterion("Clock uses PIT (8254) as the only scheduler tick source.")
final class TickTest {

    private static final GuestDuration BOOT = GuestDuration.ofSeconds(30);
    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(3);
    private static final int TICKS = 30;
    private static final long USUAL_MICROSECONDS = 10_000;
    private static final long TOLERANCE = 500; // interrupts may be off for a moment

    @OnEveryMachine(from = PairedBoards.class)
    @Hint(diagnosis = "no-tick", where = "The timer's handler: does it end its interrupt?",
            wrong = "After the first tick no other arrives.",
            fix = "Send EOI to the 8259 in each handler; it holds back all further interrupts.")
    @Hint(diagnosis = "wrong-rate", where = "What StartPIT writes to channel 0.",
            wrong = "Ticks arrive, but not 100 times a second.",
            fix = "Divide the timer's 1193182 Hz by the rate, and write low byte, then high byte.",
            hunk = "StartPIT")
    void ticksArriveEvery10Milliseconds(Machine machine) {
        ExactTime.assume(machine.spec());
        expectToReach(machine, "KernelReady", BOOT);

        Arrivals ticks = machine.recordArrivals("OnTick", TICKS, PATIENCE);

        expect("ticks", ticks.list().size())
                .given("within", PATIENCE)
                .diagnose("no-tick", count -> count < 2)
                .diagnose("wrong-rate", count -> true)
                .toBe(TICKS);
        List<Long> odd = IntStream.range(1, TICKS).mapToObj(index -> microseconds(ticks, index))
                .filter(gap -> Math.abs(gap - USUAL_MICROSECONDS) > TOLERANCE).toList();
        expect("microseconds between ticks that are not about 10000", odd)
                .diagnose("wrong-rate", gaps -> !gaps.isEmpty()).toBe(List.of());
    }

    private static long microseconds(Arrivals ticks, int index) {
        GuestDuration gap = ticks.list().get(index).at().since(ticks.list().get(index - 1).at());
        return gap.nanoseconds() / 1000;
    }
}
