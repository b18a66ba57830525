package checker.bench;

import checker.report.Outcome;
import checker.report.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** A comparison of {@link Starts} as text: a row for each number of CPUs. */
public final class StartTable {

    private static final String NONE = "-";
    private static final double MICROSECONDS = 1000;

    private final Palette palette;
    private final String tools;
    private final RecordedCosts recorded;

    /**
     * Tables in these colours.
     *
     * @param tools the compiler and emulator that were used
     * @param recorded what to compare with where Linux was not measured
     */
    public StartTable(Palette palette, String tools, RecordedCosts recorded) {
        this.palette = palette;
        this.tools = tools;
        this.recorded = recorded;
    }

    /** The lines. */
    public List<String> lines(Comparison comparison) {
        boolean linux = comparison.linux().isPresent();
        List<String> lines = new ArrayList<>(List.of(
                palette.strong(comparison.architecture() + ", "
                        + Machines.describeStarts(comparison.architecture()) + ", " + tools),
                comparison.linux().map(system -> "Linux " + system.version() + ", "
                        + LinuxSystem.SETTING + " " + LinuxSystem.START_SETTING)
                        .orElse("before: as recorded, with "
                                + (recorded.tools().isEmpty() ? "nothing" : recorded.tools())),
                "milliseconds of the guest, in which an instruction of any CPU is a nanosecond:",
                String.format(Locale.ROOT, "%-4s%26s%30s", "", "all other CPUs online",
                        "from power-on to a process")));
        String columns = String.format(Locale.ROOT, "%9s%9s%8s", "ours",
                linux ? "Linux" : "before", linux ? "ratio" : "change");
        lines.add(String.format(Locale.ROOT, "%-4s%s    %s", "CPUs", columns, columns));
        for (int cpus : Starts.CPUS) {
            lines.add(String.format(Locale.ROOT, "%4d%s    %s", cpus,
                    cells(comparison, new Point(Starts.ONLINE, cpus)),
                    cells(comparison, new Point(Starts.READY, cpus))));
        }
        return List.copyOf(lines);
    }

    private String cells(Comparison comparison, Point point) {
        OptionalLong own = comparison.own().of(point);
        boolean linux = comparison.linux().isPresent();
        OptionalLong other = linux ? comparison.linux(point) : before(comparison, point);
        String figures = String.format(Locale.ROOT, "%9s%9s", figure(own), figure(other));
        if (own.isEmpty() || other.isEmpty()) {
            return figures + String.format(Locale.ROOT, "%8s", NONE);
        }
        double ratio = (double) own.getAsLong() / other.getAsLong();
        if (!linux) {
            return figures + String.format(Locale.ROOT, "%+7.1f%%", 100 * (ratio - 1));
        }
        return figures + palette.verdict(ratio > 1 ? Outcome.FAILED : Outcome.PASSED,
                String.format(Locale.ROOT, "%8.4f", ratio));
    }

    private OptionalLong before(Comparison comparison, Point point) {
        RecordedCosts.Row row = recorded.of(comparison.architecture()).get(point);
        return row == null ? OptionalLong.empty() : OptionalLong.of(row.own());
    }

    private static String figure(OptionalLong microseconds) {
        return microseconds.isPresent() ? String.format(Locale.ROOT, "%.2f",
                microseconds.getAsLong() / MICROSECONDS) : NONE;
    }
}
