package checker.bench;

import checker.machine.Architecture;
import checker.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The costs that the repository keeps: what the kernel is held to, and what Linux needed.
 *
 * @param tools the compiler and emulator they were measured with
 * @param linux Linux's version, for each architecture on which it was measured
 * @param rows the costs, by architecture and point
 */
public record RecordedCosts(String tools, Map<Architecture, String> linux,
        Map<Architecture, Map<Point, Row>> rows) {

    /** What is kept, each in a file of its own. */
    public enum Kind {

        /** What operations cost. */
        COSTS("costs.csv", """
            # What one operation costs, in instructions of the one CPU, on this kernel and on Linux.
            # Written by: ./jbang bench --record; ./jbang test holds the kernel to it.
            """, "architecture,operation,tasks,cost,linux,ratio", "task", "instructions", 2),
        /** How long starts take: {@link Starts}. */
        STARTS("starts.csv", """
            # Microseconds of guest time, an instruction of any CPU being a nanosecond, in which
            # this kernel and Linux start. online: all other CPUs; ready: power-on to a process.
            # Written by: ./jbang bench --record; ./jbang test holds the kernel to it.
            """, "architecture,what,cpus,microseconds,linux,ratio", "CPU", "us", 4);

        private final String file;
        private final String head;
        private final String columns;
        private final String counted;
        private final String unit;
        private final int places;

        Kind(String file, String head, String columns, String counted, String unit,
                int places) {
            this.file = file;
            this.head = head;
            this.columns = columns;
            this.counted = counted;
            this.unit = unit;
            this.places = places;
        }

        /** A point in words: {@code fork with 2 tasks}, {@code ready with 2 CPUs}. */
        String describe(Point point) {
            return point.operation() + " with " + point.tasks() + " " + counted
                    + (point.tasks() == 1 ? "" : "s");
        }

        /** A part of Linux's cost, as figures. */
        public String ratio(double ratio) {
            return String.format(Locale.ROOT, "%." + places + "f", ratio);
        }

        /** Of what a cost is a number. */
        String unit() {
            return unit;
        }

        /** Where a clone keeps it. */
        public Path file(Repository repository) {
            return LinuxSystem.sources(repository).resolve(file);
        }
    }

    private static final Pattern FACT = Pattern.compile("# (tools|linux (\\S+)): (.+)");
    private static final Pattern ROW =
            Pattern.compile("([^,]+),([a-z][a-z0-9-]*),(\\d{1,3}),(\\d{1,15}),(\\d{0,15}),[\\d.]*");

    /**
     * One cost.
     *
     * @param own our kernel's
     * @param linux Linux's; empty where it was never measured
     */
    public record Row(long own, OptionalLong linux) {}

    public RecordedCosts {
        linux = Map.copyOf(linux);
        Map<Architecture, Map<Point, Row>> copy = new TreeMap<>();
        rows.forEach((architecture, costs) -> copy.put(architecture, new LinkedHashMap<>(costs)));
        rows = copy;
    }

    /** Of a repository that keeps none yet. */
    static RecordedCosts none() {
        return new RecordedCosts("", Map.of(), Map.of());
    }

    /**
     * Reads a file; one that is not there holds none.
     *
     * @throws UncheckedIOException when it cannot be read, with the line that cannot
     */
    public static RecordedCosts read(Path file) {
        if (!Files.exists(file)) {
            return none();
        }
        try {
            return parse(Files.readAllLines(file), file.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the recorded costs " + file, e);
        }
    }

    static RecordedCosts parse(List<String> lines, String name) throws IOException {
        String tools = "";
        Map<Architecture, String> linux = new TreeMap<>();
        Map<Architecture, Map<Point, Row>> rows = new TreeMap<>();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            Matcher fact = FACT.matcher(line);
            Matcher row = ROW.matcher(line);
            if (fact.matches() && fact.group(2) == null) {
                tools = fact.group(3);
            } else if (fact.matches()) {
                linux.put(architecture(fact.group(2), name, index), fact.group(3));
            } else if (row.matches()) {
                rows.computeIfAbsent(architecture(row.group(1), name, index),
                        key -> new LinkedHashMap<>()).put(
                                new Point(row.group(2), Integer.parseInt(row.group(3))),
                                new Row(Long.parseLong(row.group(4)), row.group(5).isEmpty()
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(Long.parseLong(row.group(5)))));
            } else if (!line.startsWith("#") && Arrays.stream(Kind.values())
                    .noneMatch(kind -> line.equals(kind.columns))) {
                throw wrong(name, index, "not " + Kind.COSTS.columns);
            }
        }
        return new RecordedCosts(tools, linux, rows);
    }

    private static Architecture architecture(String label, String name, int index)
            throws IOException {
        for (Architecture architecture : Architecture.values()) {
            if (architecture.label().equals(label)) {
                return architecture;
            }
        }
        throw wrong(name, index, "no architecture is called " + label);
    }

    private static IOException wrong(String name, int index, String reason) {
        return new IOException(name + ":" + (index + 1) + ": " + reason);
    }

    /** The costs of an architecture. */
    public Map<Point, Row> of(Architecture architecture) {
        return rows.getOrDefault(architecture, Map.of());
    }

    /** What a point cost our kernel; empty where that was never recorded. */
    OptionalLong own(Architecture architecture, Point point) {
        Row row = of(architecture).get(point);
        return row == null ? OptionalLong.empty() : OptionalLong.of(row.own());
    }

    /** These with what was measured now in place of what it is of; all else stays. */
    public RecordedCosts with(String toolsNow, List<Comparison> measured) {
        Map<Architecture, String> versions = new TreeMap<>(linux);
        Map<Architecture, Map<Point, Row>> all = new TreeMap<>(rows);
        for (Comparison comparison : measured) {
            Architecture architecture = comparison.architecture();
            Map<Point, Row> merged = new LinkedHashMap<>(of(architecture));
            comparison.own().byPoint().forEach((point, cost) -> {
                Row before = merged.get(point);
                merged.put(point, new Row(cost, comparison.linux(point).isPresent()
                        || before == null ? comparison.linux(point) : before.linux()));
            });
            all.put(architecture, merged);
            comparison.linux().ifPresent(system ->
                    versions.put(architecture, system.version()));
        }
        return new RecordedCosts(toolsNow, versions, all);
    }

    /** The same without the operations that there no longer are. */
    public RecordedCosts onlyOf(List<String> operations) {
        Map<Architecture, Map<Point, Row>> kept = new TreeMap<>();
        Comparator<Point> order = Comparator.<Point>comparingInt(
                point -> operations.indexOf(point.operation())).thenComparingInt(Point::tasks);
        rows.forEach((architecture, costs) -> {
            Map<Point, Row> sorted = new LinkedHashMap<>();
            costs.keySet().stream().filter(point -> operations.contains(point.operation()))
                    .sorted(order).forEach(point -> sorted.put(point, costs.get(point)));
            kept.put(architecture, sorted);
        });
        return new RecordedCosts(tools, linux, kept);
    }

    /** The text of a file of costs. */
    public String text() {
        return text(Kind.COSTS);
    }

    /** The file's text. */
    public String text(Kind kind) {
        StringBuilder text = new StringBuilder(kind.head);
        text.append("# tools: ").append(tools).append('\n');
        new TreeMap<>(linux).forEach((architecture, version) -> text.append("# linux ")
                .append(architecture).append(": ").append(version).append('\n'));
        text.append(kind.columns).append('\n');
        rows.forEach((architecture, costs) -> costs.forEach((point, row) -> text.append(
                String.format(Locale.ROOT, "%s,%s,%d,%d,%s,%s%n", architecture, point.operation(),
                        point.tasks(), row.own(),
                        row.linux().isPresent() ? String.valueOf(row.linux().getAsLong()) : "",
                        row.linux().isPresent() ? kind.ratio(
                                (double) row.own() / row.linux().getAsLong()) : ""))));
        return text.toString().replace("\r\n", "\n");
    }
}
