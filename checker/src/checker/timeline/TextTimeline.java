package checker.timeline;

import java.util.ArrayList;
import java.util.List;

/** A timeline as plain text: a line for each record, indented by what is around it. */
final class TextTimeline {

    private static final int DEEPEST = 8;

    private final Timeline timeline;
    private final Words words;

    TextTimeline(Timeline timeline) {
        this.timeline = timeline;
        this.words = timeline.words();
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("Timeline of " + timeline.machine());
        lines.addAll(timeline.remarks());
        new Totals(timeline).tables().forEach(table -> add(table, lines));
        lines.add("");
        lines.add(String.format("%15s  %-3s  %-18s  %s", "µs", "CPU", "task", "what"));
        timeline.events().forEach(event -> lines.add(line(event)));
        return String.join("\n", lines) + "\n";
    }

    private String line(Event event) {
        TraceRecord record = event.record();
        return String.format("%15s  %-3d  %-18s  %s%s", words.microseconds(record.time()),
                event.cpu(), words.task(record.task()),
                "  ".repeat(Math.min(event.depth(), DEEPEST)), words.event(event));
    }

    private static void add(Totals.Table table, List<String> lines) {
        lines.add("");
        lines.add(table.title());
        lines.add(row(table.columns()));
        table.rows().forEach(row -> lines.add(row(row)));
        if (table.left() > 0) {
            lines.add("  and " + table.left() + " more");
        }
    }

    private static String row(List<String> values) {
        StringBuilder line = new StringBuilder(String.format("  %-20s", values.get(0)));
        values.stream().skip(1).forEach(value -> line.append(String.format(" %14s", value)));
        return line.toString();
    }
}
