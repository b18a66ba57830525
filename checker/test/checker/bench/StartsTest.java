package checker.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Architecture;
import checker.report.Outcome;
import checker.report.Palette;
import checker.repository.Repository;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is made of what systems write that start. */
class StartsTest {

    private static final String OURS = """
            [    0.020400] INFO smp: 2 of 2 CPUs online after 10418 us\r
            ready after 30257684 ns\r
            start ended with 0\r
            """;

    @Test
    void bothTimesAreRead() {
        Costs costs = Starts.parse(OURS, 2);

        assertEquals(OptionalLong.of(10_418), costs.of(new Point(Starts.ONLINE, 2)));
        assertEquals(OptionalLong.of(30_257), costs.of(new Point(Starts.READY, 2)));
    }

    @Test
    void oneCpuWaitsForNobody() {
        Costs costs = Starts.parse(
                "ready after 5000 ns\n1 of 1 CPUs online after 0 us\nstart ended with 0\n", 1);

        assertEquals(List.of(new Point(Starts.READY, 1)), List.copyOf(costs.byPoint().keySet()));
    }

    @Test
    void aCpuThatIsMissingIsNoResult() {
        BenchFailedException failed = assertThrows(BenchFailedException.class,
                () -> Starts.parse(OURS.replace("2 of 2", "1 of 2"), 2));

        assertEquals(Outcome.FAILED, failed.outcome());
        assertEquals("the system did not start with 2 CPUs", failed.getMessage());
        assertThrows(BenchFailedException.class, () -> Starts.parse(OURS, 3));
        assertThrows(BenchFailedException.class,
                () -> Starts.parse(OURS.replace("ended with 0", "ended with 1"), 2));
        assertThrows(BenchFailedException.class, () -> Starts.parse("", 1));
    }

    @Test
    void eachNumberOfCpusIsARow() {
        Map<Point, Long> own = new LinkedHashMap<>();
        own.put(new Point(Starts.READY, 1), 20_260L);
        own.put(new Point(Starts.ONLINE, 2), 10_420L);
        own.put(new Point(Starts.READY, 2), 30_260L);
        Map<Point, Long> linux = Map.of(new Point(Starts.ONLINE, 2), 91_335L,
                new Point(Starts.READY, 2), 1_800_000L);
        List<String> lines = new StartTable(Palette.PLAIN, "clang 14", RecordedCosts.none())
                .lines(new Comparison(Architecture.X86_64, new Costs(own), Optional.of(
                        new LinuxSystem.Measured("6.1 (Debian 6.1.2)", new Costs(linux)))));

        assertEquals("x86-64, 1 to 32 CPUs (qemu64), 128 MiB, clang 14", lines.get(0));
        assertEquals("CPUs     ours    Linux   ratio         ours    Linux   ratio",
                lines.get(4));
        assertEquals("   1        -        -       -        20.26        -       -",
                lines.get(5));
        assertEquals("   2    10.42    91.34  0.1141        30.26  1800.00  0.0168",
                lines.get(6));
    }

    @Test
    void theCloneKeepsThemForEachNumberOfCpus() {
        RecordedCosts record =
                RecordedCosts.read(RecordedCosts.Kind.STARTS.file(Repository.find()));

        for (Architecture architecture : Architecture.values()) {
            for (int cpus : Starts.CPUS) {
                assertTrue(record.of(architecture).containsKey(new Point(Starts.READY, cpus)),
                        architecture + ", " + cpus + " CPUs");
                assertEquals(cpus > 1, record.of(architecture)
                        .containsKey(new Point(Starts.ONLINE, cpus)));
            }
        }
    }
}
