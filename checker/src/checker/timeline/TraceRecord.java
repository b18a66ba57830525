package checker.timeline;

import java.util.Comparator;

/**
 * One thing that the kernel did, as it stands in the ring.
 *
 * @param number which record since boot, modulo 2^32
 * @param time the time-stamp counter, at most {@link Long#MAX_VALUE}
 * @param kind its number in the layout, known or not
 * @param task the low 16 bits of the number of the task that was running
 * @param first what it is depends on the kind, as {@code Trace.h} says
 * @param second the same
 */
record TraceRecord(long number, long time, int kind, int task, long first, long second) {

    static final int MARK = 1;
    static final int TASK_SWITCH = 2;
    static final int INTERRUPT_ENTER = 3;
    static final int INTERRUPT_EXIT = 4;
    static final int PAGE_FAULT = 5;
    static final int LOCK_WAIT = 6;
    static final int CALL_ENTER = 7;
    static final int CALL_EXIT = 8;

    /**
     * The order in which things happened. It is not that of the numbers: an interrupt between
     * claiming a slot and reading the time gives its own records later numbers and earlier times.
     */
    static final Comparator<TraceRecord> BY_TIME = Comparator.comparingLong(TraceRecord::time);

    /** The task that a switch leads to, as later records name it. */
    int taskEntered() {
        return (int) second & 0xffff;
    }
}
