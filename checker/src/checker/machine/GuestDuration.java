package checker.machine;

import java.util.Locale;

/**
 * A span of the guest's own time, as its clocks count it; a type of its own so that it is never
 * mistaken for time of the host, which no verdict may depend on.
 *
 * @param nanoseconds not negative
 */
public record GuestDuration(long nanoseconds) implements Comparable<GuestDuration> {

    private static final long PER_MILLISECOND = 1_000_000;

    public GuestDuration {
        if (nanoseconds < 0) {
            throw new IllegalArgumentException(nanoseconds + " ns");
        }
    }

    public static GuestDuration ofSeconds(long seconds) {
        return ofMilliseconds(Math.multiplyExact(seconds, 1000L));
    }

    public static GuestDuration ofMilliseconds(long milliseconds) {
        return new GuestDuration(Math.multiplyExact(milliseconds, PER_MILLISECOND));
    }

    public GuestDuration plus(GuestDuration other) {
        return new GuestDuration(Math.addExact(nanoseconds, other.nanoseconds));
    }

    /** The span from an earlier point of the guest's time to this one. */
    public GuestDuration since(GuestDuration earlier) {
        return new GuestDuration(Math.subtractExact(nanoseconds, earlier.nanoseconds));
    }

    @Override
    public int compareTo(GuestDuration other) {
        return Long.compare(nanoseconds, other.nanoseconds);
    }

    /** In milliseconds below a second and in seconds above: {@code 59.3 ms}, {@code 5.000 s}. */
    @Override
    public String toString() {
        double milliseconds = nanoseconds / (double) PER_MILLISECOND;
        return milliseconds < 1000
                ? String.format(Locale.ROOT, "%.1f ms", milliseconds)
                : String.format(Locale.ROOT, "%.3f s", milliseconds / 1000);
    }
}
