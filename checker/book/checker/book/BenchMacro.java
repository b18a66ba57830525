package checker.book;

import checker.bench.Point;
import checker.bench.RecordedCosts;
import checker.bench.RecordedCosts.Kind;
import checker.bench.Starts;
import checker.machine.Architecture;
import checker.repository.Repository;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/**
 * What operations cost on the kernel and on Linux, or how long both take to start, as
 * {@code ./jbang bench --record} wrote it down:
 *
 * <pre>
 * bench::costs[rows="null-call, fork", expect="fork: .* 0.2;;another"]
 * bench::costs[rows="fork", tasks="1, 4", arch="x86-64", expect="fork, 4 tasks: .* 0.2"]
 * bench::starts[rows="online", cpus="2, 32", expect="online, 32 CPUs: x86-32 11"]
 * </pre>
 *
 * A row for each operation and number of tasks, in the order asked for; for each architecture the
 * two costs and their ratio. Starts are in milliseconds, with 1 to 32 CPUs; the row {@code each} is
 * the part of {@code online} that falls to each other CPU. The expected patterns are matched
 * against the rows as text: {@code fork: x86-32 47320, Linux 202053, ratio 0.23, ...}
 */
final class BenchMacro extends QuoteMacro {

    private static final String EACH = "each";

    private final Repository repository;

    BenchMacro(Repository repository) {
        super("bench", "bench::costs[rows=\"OPERATION, OPERATION\", tasks=\"N, N\","
                + " arch=\"x86-32, x86-64\", expect=\"PATTERN;;PATTERN\"] or"
                + " bench::starts[rows=\"online, each, ready\", cpus=\"N, N\", expect=\"PATTERN\"]",
                Set.of("rows", "tasks", "cpus", "arch", "expect"));
        this.repository = repository;
    }

    /** What stands in a file, and how a page shows it. */
    private enum Shown {

        COSTS(Kind.COSTS, "tasks", "1", "Operation"),
        STARTS(Kind.STARTS, "cpus", "2, 4, 8, 16, 32", "CPUs");

        private final Kind kind;
        private final String counts;
        private final String usual;
        private final String heading;

        Shown(Kind kind, String counts, String usual, String heading) {
            this.kind = kind;
            this.counts = counts;
            this.usual = usual;
            this.heading = heading;
        }

        String figure(long value) {
            return this == COSTS ? String.valueOf(value)
                    : String.format(Locale.ROOT, "%.2f", value / 1000.0);
        }

        /** What a row is of, behind the operation's name. */
        String label(Point point) {
            String count = point.tasks() == 1 ? "" : ", " + point.tasks();
            return this == COSTS ? (count.isEmpty() ? "" : count + " tasks")
                    : count.isEmpty() ? ", 1 CPU" : count + " CPUs";
        }

        String title() {
            return this == COSTS
                    ? "Instructions for each operation, and the part of Linux's that they are."
                    : "Milliseconds of the guest's time, and the part of Linux's that they are.";
        }
    }

    /** A row, in words and figures. */
    private record Line(String operation, String label, List<String> cells, String text) { }

    @Override
    StructuralNode quote(StructuralNode parent, String target, Map<String, Object> attributes) {
        if (!attributes.containsKey("rows") || !attributes.containsKey("expect")) {
            throw wrongForm();
        }
        Shown shown = shown(target, attributes);
        RecordedCosts costs = recorded(shown);
        List<Architecture> columns = words(attributes, "arch", "x86-32, x86-64").stream()
                .map(this::architecture).toList();
        List<Line> rows = new ArrayList<>();
        for (String operation : words(attributes, "rows", "")) {
            for (String count : words(attributes, shown.counts, shown.usual)) {
                if (!count.matches("\\d{1,2}")) {
                    throw wrongForm();
                }
                rows.add(line(shown, costs, new Point(operation, Integer.parseInt(count)),
                        columns));
            }
        }
        LiveQuotes.requireExpected(attributes, rows.stream().map(Line::text).toList(),
                "the recorded costs no longer show", "they show");
        Block box = titled(parent, "costs", shown.title() + title(costs, columns));
        parseContent(box, table(shown, rows, columns));
        return box;
    }

    /** Each file counts something of its own. */
    private Shown shown(String target, Map<String, Object> attributes) {
        Shown shown = target.equals("costs") ? Shown.COSTS : Shown.STARTS;
        boolean other = attributes.containsKey(shown == Shown.COSTS ? "cpus" : "tasks");
        if (other || !target.equals("costs") && !target.equals("starts")) {
            throw wrongForm();
        }
        return shown;
    }

    private RecordedCosts recorded(Shown shown) {
        try {
            return RecordedCosts.read(shown.kind.file(repository));
        } catch (UncheckedIOException e) {
            throw new QuoteException(e.getMessage() + ": " + e.getCause().getMessage());
        }
    }

    private Line line(Shown shown, RecordedCosts costs, Point point,
            List<Architecture> columns) {
        String label = shown.label(point);
        List<String> cells = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Architecture architecture : columns) {
            boolean each = shown == Shown.STARTS && point.operation().equals(EACH);
            int share = each ? Math.max(1, point.tasks() - 1) : 1;
            RecordedCosts.Row row = costs.of(architecture)
                    .get(each ? new Point(Starts.ONLINE, point.tasks()) : point);
            if (row == null || row.linux().isEmpty()) {
                throw new QuoteException(shown.kind.file(repository).getFileName() + " has no "
                        + (row == null ? "" : "Linux's cost of ") + (shown == Shown.COSTS ? point
                                : point.operation() + label) + " on " + architecture);
            }
            long linux = row.linux().getAsLong();
            List<String> figures = List.of(shown.figure(row.own() / share),
                    shown.figure(linux / share),
                    shown.kind.ratio((double) row.own() / linux));
            cells.addAll(figures);
            words.add(architecture + " " + figures.get(0) + ", Linux " + figures.get(1)
                    + ", ratio " + figures.get(2));
        }
        return new Line(point.operation(), label, cells,
                point.operation() + label + ": " + String.join(", ", words));
    }

    private static String title(RecordedCosts costs, List<Architecture> columns) {
        List<String> versions = columns.stream().map(architecture ->
                costs.linux().getOrDefault(architecture, "?") + " on " + architecture).toList();
        return " Linux "
                + CellTable.text(String.join(", ", versions) + "; " + costs.tools());
    }

    private static List<String> table(Shown shown, List<Line> rows,
            List<Architecture> columns) {
        List<String> lines = new ArrayList<>(List.of("[cols=\"<2" + ",>1,>1,>1".repeat(
                columns.size()) + "\",options=\"header\"]", "|===", "|" + shown.heading));
        columns.forEach(architecture -> lines.addAll(List.of("|" + architecture,
                "|Linux, " + architecture, "|ratio, " + architecture)));
        lines.add("");
        for (Line row : rows) {
            lines.add("|" + (shown == Shown.COSTS ? CellTable.code(row.operation()) + row.label()
                    : row.label().substring(2)));
            row.cells().forEach(cell -> lines.add("|" + cell));
        }
        lines.add("|===");
        return lines;
    }

    private Architecture architecture(String label) {
        return Arrays.stream(Architecture.values()).filter(each -> each.label().equals(label))
                .findFirst().orElseThrow(this::wrongForm);
    }

    /** Words between commas, one at least. */
    private List<String> words(Map<String, Object> attributes, String name, String usual) {
        List<String> words = Arrays.stream(LiveQuotes.text(attributes, name, usual).split(","))
                .map(String::strip).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty()) {
            throw wrongForm();
        }
        return words;
    }
}
