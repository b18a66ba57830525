package checker.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the spans of a timeline add up to, as tables: the kinds of things by their time. */
final class Totals {

    private static final int MOST_ROWS = 24;

    /**
     * A table; its columns after the first are numbers.
     *
     * @param title what it shows
     * @param columns their headings
     * @param rows each with a value for every column
     * @param left how many rows more there are
     */
    record Table(String title, List<String> columns, List<List<String>> rows, int left) {}

    private record Total(long count, long ticks, long longest) {
        Total and(Total other) {
            return new Total(count + other.count, ticks + other.ticks,
                    Math.max(longest, other.longest));
        }
    }

    private final Timeline timeline;
    private final Words words;

    Totals(Timeline timeline) {
        this.timeline = timeline;
        this.words = timeline.words();
    }

    /** Those that have rows. */
    List<Table> tables() {
        return Stream.of(
                table("Tasks", "task", "times", lanes(Lane::runs)),
                table("Interrupts", "vector", "count", whole(Span.Kind.INTERRUPT)),
                withoutShare(table("System calls", "call", "count", whole(Span.Kind.CALL))),
                withoutShare(table("Waits for locks", "lock", "count",
                        whole(Span.Kind.LOCK_WAIT))))
                .filter(table -> !table.rows().isEmpty()).toList();
    }

    private Table table(String title, String what, String count, Stream<Span> spans) {
        Map<String, Total> totals = new TreeMap<>();
        spans.forEach(span -> totals.merge(label(span),
                new Total(1, span.ticks(), span.ticks()), Total::and));
        List<List<String>> rows = new ArrayList<>(totals.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Total> entry) ->
                        entry.getValue().ticks()).reversed())
                .map(entry -> row(entry.getKey(), entry.getValue())).toList());
        int shown = Math.min(rows.size(), MOST_ROWS);
        return new Table(title, List.of(what, count, "µs in all", "longest, µs", "share"),
                List.copyOf(rows.subList(0, shown)), rows.size() - shown);
    }

    /** Without the share of the time: tasks that wait at the same time have more than there is. */
    private static Table withoutShare(Table table) {
        int last = table.columns().size() - 1;
        return new Table(table.title(), table.columns().subList(0, last), table.rows().stream()
                .map(row -> row.subList(0, last)).toList(), table.left());
    }

    private String label(Span span) {
        return switch (span.kind()) {
            case RUN -> words.task(span.task());
            case INTERRUPT -> words.vector(span.first());
            case CALL -> words.call(span.first());
            case LOCK_WAIT -> words.address(span.first());
        };
    }

    private List<String> row(String label, Total total) {
        double all = timeline.lanes().stream().mapToDouble(lane -> lane.end() - lane.start()).sum();
        double share = all > 0 ? total.ticks() / all * 100 : 0;
        return List.of(label, String.valueOf(total.count()), words.microseconds(total.ticks()),
                words.microseconds(total.longest()),
                String.format(Locale.ROOT, "%.1f %%", share));
    }

    /** Only what began and ended in the ring has a length. */
    private Stream<Span> whole(Span.Kind kind) {
        return lanes(Lane::spans).filter(span -> span.kind() == kind)
                .filter(span -> span.begun() && span.ended());
    }

    private Stream<Span> lanes(Function<Lane, List<Span>> spans) {
        return timeline.lanes().stream().flatMap(lane -> spans.apply(lane).stream());
    }
}
