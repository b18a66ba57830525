package checker.timeline;

import java.util.List;

/**
 * What one CPU did.
 *
 * @param ring what it was made of
 * @param start time of the first record
 * @param end time of the last
 * @param runs the running tasks, one after another without a gap
 * @param spans interrupts, system calls and waits for locks, by their start; one during which the
 *     task was left and entered again lasts all the while
 * @param events the records, by time
 */
record Lane(Ring ring, long start, long end, List<Span> runs, List<Span> spans,
        List<Event> events) {

    Lane {
        runs = List.copyOf(runs);
        spans = List.copyOf(spans);
        events = List.copyOf(events);
    }

    long cpu() {
        return ring.cpu();
    }

    /** The parts of the spans of a kind during which their task was running, by their start. */
    List<Span> pieces(Span.Kind kind) {
        return spans.stream().filter(span -> span.kind() == kind)
                .flatMap(span -> runs.stream()
                        .filter(run -> run.task() == span.task() && run.overlaps(span))
                        .map(span::within))
                .sorted((one, two) -> Long.compare(one.start(), two.start()))
                .toList();
    }
}
