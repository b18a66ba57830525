package checker.timeline;

/**
 * How fast the time-stamp counter counts. It begins at 0 when the machine is switched on.
 *
 * @param ticksPerMicrosecond more than 0
 * @param exact whether that is known, or was found out from the run
 */
public record TimeScale(double ticksPerMicrosecond, boolean exact) {

    private static final double GIGAHERTZ = 1000;
    private static final double SLOWEST = 0.001;

    /** Of the deterministic machine: one gigahertz. */
    public static final TimeScale DETERMINISTIC = new TimeScale(GIGAHERTZ, true);

    public TimeScale {
        if (!(ticksPerMicrosecond > 0)) {
            throw new IllegalArgumentException(ticksPerMicrosecond + " ticks a microsecond");
        }
    }

    /**
     * By two points: both clocks were 0 together, and the counter had come to {@code ticks} at the
     * latest when the machine's time was {@code microseconds}.
     */
    static TimeScale measured(long ticks, double microseconds) {
        boolean sensible = ticks > 0 && microseconds > 0;
        return new TimeScale(sensible ? Math.max(SLOWEST, ticks / microseconds) : GIGAHERTZ,
                false);
    }

    /** The counter's value at a time; the largest for one too far. */
    long ticks(double microseconds) {
        return Math.round(microseconds * ticksPerMicrosecond);
    }

    /** A time or a span in microseconds of the guest. */
    double microseconds(long ticks) {
        return ticks / ticksPerMicrosecond;
    }
}
