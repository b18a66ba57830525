package checker.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Architecture;
import checker.report.Palette;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Comparisons as a human and as a program read them. */
class CostTableTest {

    private static final Architecture X86_64 = Architecture.X86_64;
    private static final Costs OWN = costs(100, 1_234_567, 90, 900);
    private static final Optional<LinuxSystem.Measured> LINUX = Optional.of(
            new LinuxSystem.Measured("6.1 (Debian 6.1.2)", costs(250, 2_000_000, 100, 800)));

    private static Costs costs(long forkAlone, long forkTwo, long fileAlone, long fileTwo) {
        Map<Point, Long> costs = new LinkedHashMap<>();
        costs.put(new Point("fork", 1), forkAlone);
        costs.put(new Point("fork", 2), forkTwo);
        costs.put(new Point("file", 1), fileAlone);
        costs.put(new Point("file", 2), fileTwo);
        return new Costs(costs);
    }

    private static List<String> lines(Palette palette, Optional<LinuxSystem.Measured> linux) {
        RecordedCosts recorded = RecordedCosts.none().with("clang 14", List.of(
                new Comparison(X86_64, costs(80, 1_234_567, 100, 900), Optional.empty())));
        return new CostTable(palette, "clang 14", recorded)
                .lines(new Comparison(X86_64, OWN, linux));
    }

    @Test
    void besideLinuxEachCostIsAPartOfItsAndWhatMissesTheAimIsMarked() {
        List<String> lines = lines(Palette.PLAIN, LINUX);

        assertEquals(List.of(
                "x86-64, 1 CPU (qemu64), 128 MiB, clang 14",
                "Linux 6.1 (Debian 6.1.2), mitigations=off",
                "instructions of the CPU for each operation that any of the tasks does:",
                "                           1 task                2 tasks",
                "operation     ours   Linux  ratio    ours   Linux  ratio",
                "fork           100     250  0.40  1234567 2000000  0.62!",
                "file            90     100  0.90      900     800  1.13!",
                "! fork with 2 tasks: wanted at most 0.50 of Linux's cost, is 0.62",
                "! file with 2 tasks: wanted at most 1.00 of Linux's cost, is 1.13"), lines);
    }

    @Test
    void withoutLinuxTheRecordStandsBeside() {
        List<String> lines = lines(Palette.PLAIN, Optional.empty());

        assertEquals("before: as recorded, with clang 14", lines.get(1));
        assertEquals("fork           100      80 +25.0% 1234567 1234567  +0.0%", lines.get(5));
        assertEquals("file            90     100 -10.0%     900     900  +0.0%", lines.get(6));
        assertEquals(7, lines.size());
    }

    @Test
    void coloursAddNothingButColours() {
        List<String> coloured = lines(Palette.COLOURED, LINUX);

        assertTrue(coloured.get(5).contains("\u001b["), coloured.get(5));
        assertEquals(lines(Palette.PLAIN, LINUX), coloured.stream()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList());
    }

    @Test
    void aProgramGetsTheSameFigures() throws IOException {
        Map<String, Object> report = JSON.std.mapFrom(CostReport.text("clang 14",
                List.of(new Comparison(X86_64, OWN, LINUX)), List.of(new Comparison(X86_64,
                        new Costs(Map.of(new Point(Starts.READY, 2), 30_260L)),
                        Optional.empty()))));

        assertEquals(CostReport.FORMAT, report.get("format"));
        Map<?, ?> system = (Map<?, ?>) ((List<?>) report.get("systems")).get(0);
        assertEquals("x86-64", system.get("architecture"));
        Map<?, ?> fork = (Map<?, ?>) ((List<?>) system.get("costs")).get(0);
        assertEquals(Map.of("operation", "fork", "tasks", 1, "instructions", 100,
                "linuxInstructions", 250, "ratio", 0.4, "wanted", 0.5), fork);
        Map<?, ?> starts = (Map<?, ?>) ((List<?>) report.get("starts")).get(0);
        assertEquals(List.of(Map.of("what", "ready", "cpus", 2, "microseconds", 30_260)),
                starts.get("times"));
        String alone = CostReport.text("clang 14",
                List.of(new Comparison(X86_64, OWN, Optional.empty())), List.of());
        assertFalse(alone.contains("linux"), alone);
    }
}
