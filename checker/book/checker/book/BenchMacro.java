package checker.book;

import checker.bench.Point;
import checker.bench.RecordedCosts;
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
 * What operations cost on the kernel and on Linux, as {@code ./jbang bench --record} wrote it down:
 *
 * <pre>
 * bench::costs[rows="null-call, fork", expect="fork: .* 0.2;;another"]
 * bench::costs[rows="fork", tasks="1, 4", arch="x86-64", expect="fork, 4 tasks: .* 0.2"]
 * </pre>
 *
 * A row for each operation and number of tasks, in the order asked for; for each architecture the
 * two costs and their ratio. The expected patterns are matched against the rows as text:
 * {@code fork: x86-32 47320, Linux 202053, ratio 0.23, x86-64 ...}
 */
final class BenchMacro extends QuoteMacro {

    private final Repository repository;

    BenchMacro(Repository repository) {
        super("bench", "bench::costs[rows=\"OPERATION, OPERATION\", tasks=\"N, N\","
                + " arch=\"x86-32, x86-64\", expect=\"PATTERN;;PATTERN\"]",
                Set.of("rows", "tasks", "arch", "expect"));
        this.repository = repository;
    }

    /** A row, in words and figures. */
    private record Line(String operation, String label, List<String> cells, String text) { }

    @Override
    StructuralNode quote(StructuralNode parent, String target, Map<String, Object> attributes) {
        if (!target.equals("costs") || !attributes.containsKey("rows")
                || !attributes.containsKey("expect")) {
            throw wrongForm();
        }
        RecordedCosts costs = recorded();
        List<Architecture> columns = words(attributes, "arch", "x86-32, x86-64").stream()
                .map(this::architecture).toList();
        List<Line> rows = new ArrayList<>();
        for (String operation : words(attributes, "rows", "")) {
            for (String tasks : words(attributes, "tasks", "1")) {
                if (!tasks.matches("\\d{1,2}")) {
                    throw wrongForm();
                }
                rows.add(line(costs, new Point(operation, Integer.parseInt(tasks)), columns));
            }
        }
        LiveQuotes.requireExpected(attributes, rows.stream().map(Line::text).toList(),
                "the recorded costs no longer show", "they show");
        Block box = titled(parent, "costs", title(costs, columns));
        parseContent(box, table(rows, columns));
        return box;
    }

    private RecordedCosts recorded() {
        try {
            return RecordedCosts.read(RecordedCosts.file(repository));
        } catch (UncheckedIOException e) {
            throw new QuoteException(e.getMessage() + ": " + e.getCause().getMessage());
        }
    }

    private Line line(RecordedCosts costs, Point point, List<Architecture> columns) {
        String label = point.operation() + (point.tasks() == 1 ? ""
                : ", " + point.tasks() + " tasks");
        List<String> cells = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Architecture architecture : columns) {
            RecordedCosts.Row row = costs.of(architecture).get(point);
            if (row == null || row.linux().isEmpty()) {
                throw new QuoteException(RecordedCosts.file(repository).getFileName() + " has no "
                        + (row == null ? "" : "Linux's cost of ") + point + " on " + architecture);
            }
            long linux = row.linux().getAsLong();
            String ratio = String.format(Locale.ROOT, "%.2f", (double) row.own() / linux);
            cells.addAll(List.of(String.valueOf(row.own()), String.valueOf(linux), ratio));
            words.add(architecture + " " + row.own() + ", Linux " + linux + ", ratio " + ratio);
        }
        return new Line(point.operation(), label.substring(point.operation().length()), cells,
                label + ": " + String.join(", ", words));
    }

    private static String title(RecordedCosts costs, List<Architecture> columns) {
        List<String> versions = columns.stream().map(architecture ->
                costs.linux().getOrDefault(architecture, "?") + " on " + architecture).toList();
        return "Instructions for each operation, and the part of Linux's that they are. Linux "
                + CellTable.text(String.join(", ", versions) + "; " + costs.tools());
    }

    private static List<String> table(List<Line> rows, List<Architecture> columns) {
        List<String> lines = new ArrayList<>(List.of("[cols=\"<2" + ",>1,>1,>1".repeat(
                columns.size()) + "\",options=\"header\"]", "|===", "|Operation"));
        columns.forEach(architecture -> lines.addAll(List.of("|" + architecture,
                "|Linux, " + architecture, "|ratio, " + architecture)));
        lines.add("");
        for (Line row : rows) {
            lines.add("|" + CellTable.code(row.operation()) + row.label());
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
