package checker.timeline;

import java.util.OptionalLong;

/**
 * Something that took a while.
 *
 * @param kind what
 * @param task on whose account
 * @param depth how many of the same kind it interrupted
 * @param start when it began; the lane's start when the ring does not tell
 * @param end when it ended; the lane's end, or the first moment at which it had, likewise
 * @param begun whether the record of its beginning is there
 * @param ended whether that of its end is there
 * @param first of the record that began it (of the one that ended it, when that is gone)
 * @param second of the record that began it
 * @param result of a system call that ended
 */
record Span(Kind kind, int task, int depth, long start, long end, boolean begun, boolean ended,
        long first, long second, OptionalLong result) {

    /** A task that runs, an interrupt, a system call, a wait for a lock. */
    enum Kind { RUN, INTERRUPT, CALL, LOCK_WAIT }

    long ticks() {
        return end - start;
    }

    Span until(long time) {
        return new Span(kind, task, depth, start, time, begun, ended, first, second, result);
    }

    /** The part of it within another, which it overlaps. */
    Span within(Span other) {
        return new Span(kind, task, depth, Math.max(start, other.start),
                Math.min(end, other.end), begun, ended, first, second, result);
    }

    boolean overlaps(Span other) {
        return start < other.end && other.start < end
                || start == end && other.start <= start && start <= other.end;
    }
}
