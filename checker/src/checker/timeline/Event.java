package checker.timeline;

import java.util.Optional;

/**
 * A record in its context.
 *
 * @param cpu that recorded it
 * @param record what it recorded
 * @param span what the record begins or ends, if it does
 * @param depth how many interrupts and system calls of the task are around it
 */
record Event(long cpu, TraceRecord record, Optional<Span> span, int depth) {

    /** Whether the record stands for itself, and not for the beginning or the end of something. */
    boolean isMoment() {
        return span.isEmpty() && record.kind() != TraceRecord.TASK_SWITCH;
    }

    boolean isFault() {
        return record.kind() == TraceRecord.PAGE_FAULT;
    }
}
