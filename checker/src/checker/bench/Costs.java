package checker.bench;

import checker.report.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What operations cost on one system, in instructions of the one CPU, in the order measured. Their
 * time is their number: see {@link checker.machine.Clock#COUNTING}.
 *
 * @param byPoint at least 1 each
 */
public record Costs(Map<Point, Long> byPoint) {

    private static final Pattern HEAD =
            Pattern.compile("operation +repeated((?: +\\d{1,3} tasks?)+)");
    private static final Pattern TASKS = Pattern.compile("(\\d+) tasks?");
    private static final Pattern ROW = Pattern.compile("([a-z][a-z0-9-]*) +\\d+((?: +\\d{1,15})+)");
    private static final Pattern END = Pattern.compile("bench ended with (\\d+)");
    private static final int SHOWN_LINES = 8;

    public Costs {
        byPoint = Collections.unmodifiableMap(new LinkedHashMap<>(byPoint));
    }

    /**
     * Reads what {@code bench} wrote, and below it how it ended; other lines are someone else's.
     *
     * @throws BenchFailedException when it did not end well, or measured nothing
     */
    static Costs parse(String serial) {
        List<String> lines = serial.lines().map(String::strip).toList();
        List<Integer> tasks = new ArrayList<>();
        Map<Point, Long> found = new LinkedHashMap<>();
        Optional<String> end = Optional.empty();
        for (String line : lines) {
            Matcher head = HEAD.matcher(line);
            Matcher row = ROW.matcher(line);
            Matcher last = END.matcher(line);
            if (head.matches()) {
                TASKS.matcher(head.group(1)).results()
                        .forEach(column -> tasks.add(Integer.valueOf(column.group(1))));
            } else if (row.matches()) {
                addRow(row.group(1), row.group(2).strip().split(" +"), tasks, found);
            } else if (last.matches()) {
                end = Optional.of(last.group(1));
            }
        }
        if (!end.equals(Optional.of("0")) || found.isEmpty()) {
            String how = end.map(code -> "it ended with exit code " + code)
                    .orElse("it did not end");
            throw new BenchFailedException(Outcome.FAILED, "bench measured "
                    + found.size() + " costs and " + how, tail(lines));
        }
        return new Costs(found);
    }

    private static void addRow(String operation, String[] values, List<Integer> tasks,
            Map<Point, Long> found) {
        for (int column = 0; column < Math.min(values.length, tasks.size()); column++) {
            found.put(new Point(operation, tasks.get(column)),
                    Math.max(1, Long.parseLong(values[column])));
        }
    }

    /** What was written last, for whoever has to find out why. */
    static List<String> tail(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
    }

    /** What it costs; empty when it was not measured. */
    public OptionalLong of(Point point) {
        Long cost = byPoint.get(point);
        return cost == null ? OptionalLong.empty() : OptionalLong.of(cost);
    }
}
