package checker.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Architecture;
import checker.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedCostsTest {

    private static final Point FORK = new Point("fork", 1);
    private static final Point YIELD = new Point("yield", 1);

    @TempDir
    private Path folder;

    static Comparison measured(Architecture architecture, long fork, OptionalLong linux) {
        return new Comparison(architecture, new Costs(Map.of(FORK, fork)),
                linux.isEmpty() ? Optional.empty()
                        : Optional.of(new LinuxSystem.Measured("6.1 (Debian 6.1.2)",
                                new Costs(Map.of(FORK, linux.getAsLong())))));
    }

    private static RecordedCosts sample() {
        return RecordedCosts.none().with("clang 14", List.of(
                measured(Architecture.X86_32, 300, OptionalLong.of(600)),
                measured(Architecture.X86_64, 200, OptionalLong.empty())));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        RecordedCosts sample = sample();

        assertEquals(sample, RecordedCosts.parse(sample.text().lines().toList(), "costs.csv"));
        assertTrue(sample.text().contains("\nx86-32,fork,1,300,600,0.50\nx86-64,fork,1,200,,\n"),
                sample::text);
        assertTrue(sample.text().contains("\n# linux x86-32: 6.1 (Debian 6.1.2)\n"),
                sample::text);
    }

    @Test
    void aNewRecordReplacesOnlyWhatWasMeasured() {
        RecordedCosts next = sample().with("clang 15",
                List.of(measured(Architecture.X86_32, 250, OptionalLong.empty())));

        assertEquals("clang 15", next.tools());
        assertEquals(new RecordedCosts.Row(250, OptionalLong.of(600)),
                next.of(Architecture.X86_32).get(FORK));
        assertEquals(sample().of(Architecture.X86_64), next.of(Architecture.X86_64));
    }

    @Test
    void whatIsNotMeasuredAnyMoreGoesAndTheRestStandsInOrder() {
        Map<Point, Long> costs = new LinkedHashMap<>();
        costs.put(FORK, 1L);
        costs.put(YIELD, 2L);
        costs.put(new Point("gone", 1), 3L);
        RecordedCosts record = RecordedCosts.none().with("", List.of(
                new Comparison(Architecture.X86_64, new Costs(costs), Optional.empty())));

        assertEquals(List.of(YIELD, FORK), List.copyOf(record.onlyOf(List.of("yield", "fork"))
                .of(Architecture.X86_64).keySet()));
    }

    @Test
    void aLineThatIsNoneIsNamedByItsNumber() throws IOException {
        Path file = Files.writeString(folder.resolve("costs.csv"), "# tools: x\nx86-64,fork,1\n");

        UncheckedIOException wrong =
                assertThrows(UncheckedIOException.class, () -> RecordedCosts.read(file));
        assertTrue(wrong.getCause().getMessage().startsWith("costs.csv:2: "),
                wrong.getCause()::getMessage);
        assertThrows(IOException.class,
                () -> RecordedCosts.parse(List.of("arm,fork,1,2,3,0.66"), "costs.csv"));
    }

    @Test
    void aFileThatIsNotThereHoldsNothing() {
        assertEquals(RecordedCosts.none(), RecordedCosts.read(folder.resolve("none")));
    }

    @Test
    void theCloneKeepsAllCostsOfItsBench() {
        Repository clone = Repository.find();
        RecordedCosts record = RecordedCosts.read(RecordedCosts.Kind.COSTS.file(clone));
        List<String> operations = BenchOrder.operations(clone.kernel());

        assertTrue(operations.containsAll(List.of("null-call", "yield", "ping-pong", "fork",
                "thread", "map-1", "map-64", "page-fault", "file")), operations::toString);
        for (Architecture architecture : Architecture.values()) {
            for (String operation : operations) {
                for (int tasks : new int[] {1, 2, 4}) {
                    Point point = new Point(operation, tasks);
                    assertTrue(record.of(architecture).containsKey(point),
                            architecture + ", " + point);
                }
            }
        }
    }
}
