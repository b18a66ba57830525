package checker.bench;

import checker.report.Palette;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A comparison as text: a row for each operation, three columns for each number of tasks. */
public final class CostTable {

    private static final int NAME_COLUMNS = 10;
    private static final int FIGURE_COLUMNS = 8;

    private final Palette palette;
    private final String tools;
    private final ComparedColumns columns;

    /**
     * Tables in these colours.
     *
     * @param tools the compiler and emulator that were used
     * @param recorded what to compare with where Linux was not measured
     */
    public CostTable(Palette palette, String tools, RecordedCosts recorded) {
        this.palette = palette;
        this.tools = tools;
        this.columns = new ComparedColumns(palette, recorded, FIGURE_COLUMNS, String::valueOf,
                this::ratio);
    }

    /** The lines. */
    public List<String> lines(Comparison comparison) {
        Map<Point, Long> own = comparison.own().byPoint();
        Set<String> operations = new LinkedHashSet<>();
        Set<Integer> tasks = new TreeSet<>();
        own.keySet().forEach(point -> {
            operations.add(point.operation());
            tasks.add(point.tasks());
        });
        List<String> lines = new ArrayList<>(heading(comparison));
        StringBuilder first = new StringBuilder(" ".repeat(NAME_COLUMNS));
        StringBuilder second = new StringBuilder(String.format(Locale.ROOT, "%-" + NAME_COLUMNS
                + "s", "operation"));
        for (int count : tasks) {
            first.append(String.format(Locale.ROOT, "%23s", count + (count == 1 ? " task"
                    : " tasks")));
            second.append(columns.heading(comparison));
        }
        lines.add(first.toString());
        lines.add(second.toString());
        for (String operation : operations) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + NAME_COLUMNS
                    + "s", operation));
            tasks.forEach(count ->
                    line.append(columns.cells(comparison, new Point(operation, count))));
            lines.add(line.toString());
        }
        lines.addAll(verdict(comparison));
        return List.copyOf(lines);
    }

    private List<String> heading(Comparison comparison) {
        String machine = comparison.architecture() + ", " + Machines.describe(
                comparison.architecture()) + ", " + tools;
        return List.of(palette.strong(machine),
                columns.other(comparison, LinuxSystem.SETTING),
                "instructions of the CPU for each operation that any of the tasks does:");
    }

    private String ratio(Comparison comparison, Point point, double ratio) {
        boolean misses = comparison.misses(point);
        return columns.verdict(misses, String.format(Locale.ROOT, "%6.2f%s", ratio,
                misses ? "!" : " "));
    }

    private static List<String> verdict(Comparison comparison) {
        if (comparison.linux().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        comparison.missed().forEach(point -> lines.add(String.format(Locale.ROOT,
                "! %s: wanted at most %.2f of Linux's cost, is %.2f", point,
                Comparison.wanted(point), comparison.ratio(point).orElseThrow())));
        return lines.isEmpty() ? List.of("all as cheap as wanted: at most what Linux needs, and at "
                + "most half of it for", "null-call, ping-pong, fork and page-fault") : lines;
    }
}
