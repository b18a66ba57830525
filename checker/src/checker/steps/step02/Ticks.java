package checker.steps.step02;

import static checker.junit.Expectation.expect;

import checker.machine.Arrivals;
import checker.machine.Arrivals.Arrival;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import java.util.List;
import java.util.stream.IntStream;

/** The timer's ticks, where the kernel takes note of them. */
final class Ticks {

    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(1);
    private static final int TICKS = 30;
    private static final long USUAL = 10_000;
    private static final long TOLERANCE = 500;

    private Ticks() {}

    /** Fails unless they come 100 times a second on a machine with exact time; runs it. */
    static void expectRate(Machine machine) {
        Arrivals ticks = machine.recordArrivals("OnTick", TICKS, PATIENCE);

        expect("ticks", ticks.list().size()).given("within", PATIENCE).toBe(TICKS);
        expect("microseconds between ticks that are not about 10000", gaps(ticks).stream()
                .filter(gap -> Math.abs(gap - USUAL) > TOLERANCE).toList()).toBe(List.of());
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
