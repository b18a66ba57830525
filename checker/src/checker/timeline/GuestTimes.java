package checker.timeline;

import java.util.ArrayList;
import java.util.List;

/**
 * The guest's time at each instruction that a deterministic machine executed, by their number. An
 * instruction takes always as long. Only in some places the clock jumps, and by how much is known
 * from the next reading of the time-stamp counter: to its next timer where all CPUs are halted, and
 * where a CPU does what an INIT asks of it, for QEMU then takes the rest of the CPU's turn for
 * executed.
 */
final class GuestTimes {

    private static final double DOUBT = 0.02; // some instructions are noted twice
    private static final int FEW = 8;

    private record Knot(long number, long time) {}

    private final long nanoseconds;
    private final List<Knot> knots = new ArrayList<>(List.of(new Knot(0, 0)));
    private final List<Long> jumps = new ArrayList<>();

    /** On a machine whose instructions take so long. */
    GuestTimes(long nanoseconds) {
        this.nanoseconds = nanoseconds;
    }

    /** The clock may have jumped once the instruction of that number had been executed. */
    void mayJump(long number) {
        jumps.add(number);
    }

    /** Whether the counter can have shown that time before the instruction of that number. */
    boolean fits(long number, long time) {
        boolean jumped = !jumps.isEmpty()
                && jumps.get(jumps.size() - 1) >= lastKnot().number();
        return !isBefore(number, time) && (jumped || time <= counted(number) + doubt(number));
    }

    /** Whether the counter cannot have shown it any more. */
    boolean isBefore(long number, long time) {
        return time < counted(number) - doubt(number);
    }

    /** What the counter showed before that instruction; in ascending order of both. */
    void set(long number, long time) {
        knots.add(new Knot(number, time));
    }

    /** Whether the counter was ever read. */
    boolean measured() {
        return knots.size() > 1;
    }

    /** Before the instruction of that number, in nanoseconds since the machine was switched on. */
    long at(long number) {
        int after = 1;
        while (after < knots.size() && knots.get(after).number() < number) {
            after++;
        }
        Knot from = knots.get(after - 1);
        long plain = from.time() + (number - from.number()) * nanoseconds;
        return after == knots.size() ? plain : between(from, knots.get(after), number, plain);
    }

    private long between(Knot from, Knot to, long number, long plain) {
        List<Long> here = jumps.stream().filter(jump -> jump >= from.number()
                && jump < to.number()).toList();
        long jumped = to.time() - from.time() - (to.number() - from.number()) * nanoseconds;
        if (here.isEmpty() || jumped < 0) {
            return from.time() + Math.round((double) (to.time() - from.time())
                    * (number - from.number()) / (to.number() - from.number()));
        }
        long before = here.stream().filter(jump -> jump < number).count();
        return plain + jumped * before / here.size();
    }

    private Knot lastKnot() {
        return knots.get(knots.size() - 1);
    }

    private long counted(long number) {
        return lastKnot().time() + (number - lastKnot().number()) * nanoseconds;
    }

    private long doubt(long number) {
        return Math.round(nanoseconds * (FEW + DOUBT * (number - lastKnot().number())));
    }
}
