package checker.bench;

import checker.bench.RecordedCosts.Kind;
import checker.machine.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Holds measured costs to the recorded ones.
 *
 * <p>The machine is deterministic: the same sources, compiler and emulator give the same figures to
 * the last instruction. What is left to tolerate is what an unrelated change does. To a single task
 * that is little: one more task to pass over, another name that falls into the same bucket. Among
 * several, where the tick happens to fall decides who waits for whom, and for how long.
 *
 * <p>Another compiler makes other instructions, so that with one the guard only sees what changes
 * of the algorithm cost. The project's own tests run with the compiler that is recorded.
 */
public final class CostGuard {

    /** In percent, for a single task with the compiler and emulator of the record. */
    static final int TOLERANCE = 5;
    /** The same for several tasks. */
    static final int TOLERANCE_OF_SEVERAL = 10;
    /** In percent, with another compiler or emulator: gcc and clang differ by up to 16. */
    static final int TOLERANCE_OF_OTHER_TOOLS = 25;

    private static final String REMEDY = "./jbang bench --record";

    private final Kind kind;
    private final RecordedCosts recorded;
    private final String tools;

    /** Holds what is measured with these tools to what is recorded. */
    public CostGuard(Kind kind, RecordedCosts recorded, String tools) {
        this.kind = kind;
        this.recorded = recorded;
        this.tools = tools;
    }

    /** What is dearer than recorded, a line each; nothing when all is well. */
    public List<String> complaints(Architecture architecture, Costs measured) {
        Map<Point, RecordedCosts.Row> rows = recorded.of(architecture);
        List<String> complaints = new ArrayList<>();
        measured.byPoint().forEach((point, cost) -> {
            if (!rows.containsKey(point)) {
                complaints.add(kind.describe(point) + ": " + cost + " " + kind.unit()
                        + ", and none recorded");
            } else if (isDearer(point, rows.get(point).own(), cost)) {
                long before = rows.get(point).own();
                complaints.add(String.format(Locale.ROOT, "%s: %d %s, recorded %d "
                        + "(%+.1f %%, tolerated %d %%)", kind.describe(point), cost, kind.unit(),
                        before, 100.0 * (cost - before) / before, tolerance(point)));
            }
        });
        return List.copyOf(complaints);
    }

    /** What has a record and was to be measured, but was not, a line each. */
    public List<String> missing(Architecture architecture, Costs measured) {
        return recorded.of(architecture).keySet().stream()
                .filter(point -> measured.of(point).isEmpty())
                .map(point -> kind.describe(point) + ": recorded, and not measured").toList();
    }

    /** What to do about complaints when the costs are as they are to be. */
    public String remedy() {
        return "recorded with " + recorded.tools() + ", measured with " + tools
                + "; if it is worth it: " + REMEDY;
    }

    private boolean isDearer(Point point, long before, long now) {
        return (now - before) * 100 > before * tolerance(point);
    }

    private int tolerance(Point point) {
        if (!tools.equals(recorded.tools())) {
            return TOLERANCE_OF_OTHER_TOOLS;
        }
        return point.tasks() == 1 ? TOLERANCE : TOLERANCE_OF_SEVERAL;
    }
}
