package checker.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Puts the records of a ring together: a beginning and an end become a span. Either may be missing,
 * at the ends of the ring because it is short, elsewhere because the kernel did not write it.
 */
final class LaneBuilder {

    /** A span that has begun, and the events that wait to hear how long it took. */
    private static final class Open {
        private final Span span;
        private final int event;

        Open(Span span, int event) {
            this.span = span;
            this.event = event;
        }
    }

    private final Ring ring;
    private final long start;
    private final long end;
    private final List<Span> runs = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<Integer, Deque<Open>> open = new HashMap<>();
    private Optional<Open> run = Optional.empty();

    private LaneBuilder(Ring ring) {
        this.ring = ring;
        int last = ring.records().size() - 1;
        start = last < 0 ? 0 : ring.records().get(0).time();
        end = last < 0 ? 0 : ring.records().get(last).time();
    }

    static Lane build(Ring ring) {
        return new LaneBuilder(ring).build();
    }

    private Lane build() {
        ring.records().forEach(this::take);
        run.ifPresent(last -> runs.add(last.span.until(end)));
        open.values().forEach(stack -> closeAll(stack, end));
        spans.sort(Comparator.comparingLong(Span::start));
        return new Lane(ring, start, end, runs, spans, events);
    }

    private void take(TraceRecord record) {
        noteRunning(record.task(), record.time());
        switch (record.kind()) {
            case TraceRecord.TASK_SWITCH -> changeTask(record);
            case TraceRecord.INTERRUPT_ENTER -> begin(Span.Kind.INTERRUPT, record);
            case TraceRecord.INTERRUPT_EXIT -> end(Span.Kind.INTERRUPT, record);
            case TraceRecord.LOCK_WAIT -> begin(Span.Kind.LOCK_WAIT, record);
            case TraceRecord.CALL_ENTER -> {
                closeAll(stack(record.task()), record.time()); // user programs leave nothing open
                begin(Span.Kind.CALL, record);
            }
            case TraceRecord.CALL_EXIT -> end(Span.Kind.CALL, record);
            default -> add(record, Optional.empty(), depth(record.task()));
        }
    }

    /** A record of a task that nobody switched to: the switch itself is not in the ring. */
    private void noteRunning(int task, long time) {
        if (run.filter(running -> running.span.task() == task).isEmpty()) {
            boolean first = run.isEmpty();
            run.ifPresent(before -> runs.add(before.span.until(time)));
            run = Optional.of(new Open(span(Span.Kind.RUN, task, first ? start : time, false),
                    -1));
        }
    }

    private void changeTask(TraceRecord record) {
        run.ifPresent(before -> runs.add(before.span.until(record.time())));
        Span entered = span(Span.Kind.RUN, record.taskEntered(), record.time(), true);
        add(record, Optional.empty(), 0);
        run = Optional.of(new Open(entered, -1));
        Deque<Open> stack = stack(record.taskEntered());
        while (!stack.isEmpty() && stack.peek().span.kind() == Span.Kind.LOCK_WAIT) {
            close(stack.pop(), record.time(), true, OptionalLong.empty());
        }
    }

    private void begin(Span.Kind kind, TraceRecord record) {
        Deque<Open> stack = stack(record.task());
        int alike = (int) stack.stream().filter(other -> other.span.kind() == kind).count();
        Span begun = new Span(kind, record.task(), alike, record.time(), record.time(), true,
                false, record.first(), record.second(), OptionalLong.empty());
        add(record, Optional.of(begun), stack.size());
        stack.push(new Open(begun, events.size() - 1));
    }

    /** Ends the innermost span that this can be the end of; what is within it ended unseen. */
    private void end(Span.Kind kind, TraceRecord record) {
        Deque<Open> stack = stack(record.task());
        OptionalLong result = kind == Span.Kind.CALL ? OptionalLong.of(record.second())
                : OptionalLong.empty();
        boolean known = stack.stream().anyMatch(other -> isOf(other, kind, record));
        while (known && !isOf(stack.peek(), kind, record)) {
            close(stack.pop(), record.time(), false, OptionalLong.empty());
        }
        Span ended = known ? close(stack.pop(), record.time(), true, result)
                : new Span(kind, record.task(), 0, start, record.time(), false, true,
                        record.first(), 0, result);
        if (!known) {
            spans.add(ended);
        }
        add(record, Optional.of(ended), stack.size());
    }

    private static boolean isOf(Open open, Span.Kind kind, TraceRecord end) {
        return open.span.kind() == kind && open.span.first() == end.first();
    }

    private void closeAll(Deque<Open> stack, long time) {
        while (!stack.isEmpty()) {
            close(stack.pop(), time, false, OptionalLong.empty());
        }
    }

    /** Gives the span to those who asked for it, the event that began it among them. */
    private Span close(Open closing, long time, boolean ended, OptionalLong result) {
        Span begun = closing.span;
        Span whole = new Span(begun.kind(), begun.task(), begun.depth(), begun.start(), time,
                begun.begun(), ended, begun.first(), begun.second(), result);
        Event event = events.get(closing.event);
        events.set(closing.event, new Event(event.cpu(), event.record(), Optional.of(whole),
                event.depth()));
        spans.add(whole);
        return whole;
    }

    private void add(TraceRecord record, Optional<Span> span, int depth) {
        events.add(new Event(ring.cpu(), record, span, depth));
    }

    private int depth(int task) {
        return stack(task).size();
    }

    private Deque<Open> stack(int task) {
        return open.computeIfAbsent(task, key -> new ArrayDeque<>());
    }

    private static Span span(Span.Kind kind, int task, long start, boolean begun) {
        return new Span(kind, task, 0, start, start, begun, true, 0, 0, OptionalLong.empty());
    }
}
