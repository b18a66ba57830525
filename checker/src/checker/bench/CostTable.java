package checker.bench;

import checker.report.Outcome;
import checker.report.Palette;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** A comparison as text: a row for each operation, three columns for each number of tasks. */
public final class CostTable {

    private static final int NAME_COLUMNS = 10;
    private static final String NONE = "-";

    private final Palette palette;
    private final String tools;
    private final RecordedCosts recorded;

    /**
     * Tables in these colours.
     *
     * @param tools the compiler and emulator that were used
     * @param recorded what to compare with where Linux was not measured
     */
    public CostTable(Palette palette, String tools, RecordedCosts recorded) {
        this.palette = palette;
        this.tools = tools;
        this.recorded = recorded;
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
        boolean linux = comparison.linux().isPresent();
        StringBuilder first = new StringBuilder(" ".repeat(NAME_COLUMNS));
        StringBuilder second = new StringBuilder(String.format(Locale.ROOT, "%-" + NAME_COLUMNS
                + "s", "operation"));
        for (int count : tasks) {
            first.append(String.format(Locale.ROOT, "%23s", count + (count == 1 ? " task"
                    : " tasks")));
            second.append(String.format(Locale.ROOT, "%8s%8s%7s", "ours",
                    linux ? "Linux" : "before", linux ? "ratio" : "change"));
        }
        lines.add(first.toString());
        lines.add(second.toString());
        for (String operation : operations) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + NAME_COLUMNS
                    + "s", operation));
            tasks.forEach(count -> line.append(cells(comparison, new Point(operation, count))));
            lines.add(line.toString());
        }
        lines.addAll(verdict(comparison));
        return List.copyOf(lines);
    }

    private List<String> heading(Comparison comparison) {
        String machine = comparison.architecture() + ", " + Machines.describe(
                comparison.architecture()) + ", " + tools;
        String other = comparison.linux().map(system -> "Linux " + system.version() + ", "
                + LinuxSystem.SETTING).orElse("before: as recorded, with "
                + (recorded.tools().isEmpty() ? "nothing" : recorded.tools()));
        return List.of(palette.strong(machine), other,
                "instructions of the CPU for each operation that any of the tasks does:");
    }

    private String cells(Comparison comparison, Point point) {
        OptionalLong own = comparison.own().of(point);
        boolean linux = comparison.linux().isPresent();
        OptionalLong other = linux ? comparison.linux(point) : before(comparison, point);
        String figures = String.format(Locale.ROOT, "%8s%8s", figure(own), figure(other));
        if (own.isEmpty() || other.isEmpty()) {
            return figures + String.format(Locale.ROOT, "%7s", NONE);
        }
        double ratio = (double) own.getAsLong() / other.getAsLong();
        if (!linux) {
            return figures + String.format(Locale.ROOT, "%+6.1f%%", 100 * (ratio - 1));
        }
        boolean misses = comparison.misses(point);
        return figures + palette.verdict(misses ? Outcome.FAILED : Outcome.PASSED,
                String.format(Locale.ROOT, "%6.2f%s", ratio, misses ? "!" : " "));
    }

    private OptionalLong before(Comparison comparison, Point point) {
        RecordedCosts.Row row = recorded.of(comparison.architecture()).get(point);
        return row == null ? OptionalLong.empty() : OptionalLong.of(row.own());
    }

    private static String figure(OptionalLong cost) {
        return cost.isPresent() ? String.valueOf(cost.getAsLong()) : NONE;
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
