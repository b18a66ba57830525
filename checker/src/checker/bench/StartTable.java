package checker.bench;

import checker.report.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison of {@link Starts} as text: a row for each number of CPUs. */
public final class StartTable {

    private static final int FIGURE_COLUMNS = 9;
    private static final double MICROSECONDS = 1000;

    private final Palette palette;
    private final String tools;
    private final ComparedColumns columns;

    /**
     * Tables in these colours.
     *
     * @param tools the compiler and emulator that were used
     * @param recorded what to compare with where Linux was not measured
     */
    public StartTable(Palette palette, String tools, RecordedCosts recorded) {
        this.palette = palette;
        this.tools = tools;
        this.columns = new ComparedColumns(palette, recorded, FIGURE_COLUMNS,
                cost -> String.format(Locale.ROOT, "%.2f", cost / MICROSECONDS), this::ratio);
    }

    /** The lines. */
    public List<String> lines(Comparison comparison) {
        List<String> lines = new ArrayList<>(List.of(
                palette.strong(comparison.architecture() + ", "
                        + Machines.describeStarts(comparison.architecture()) + ", " + tools),
                columns.other(comparison, LinuxSystem.SETTING + " " + LinuxSystem.START_SETTING),
                "milliseconds of the guest, in which an instruction of any CPU is a nanosecond:",
                String.format(Locale.ROOT, "%-4s%26s%30s", "", "all other CPUs online",
                        "from power-on to a process")));
        String heading = columns.heading(comparison);
        lines.add(String.format(Locale.ROOT, "%-4s%s    %s", "CPUs", heading, heading));
        for (int cpus : Starts.CPUS) {
            lines.add(String.format(Locale.ROOT, "%4d%s    %s", cpus,
                    columns.cells(comparison, new Point(Starts.ONLINE, cpus)),
                    columns.cells(comparison, new Point(Starts.READY, cpus))));
        }
        return List.copyOf(lines);
    }

    private String ratio(Comparison comparison, Point point, double ratio) {
        return columns.verdict(ratio > 1, String.format(Locale.ROOT, "%8.4f", ratio));
    }
}
