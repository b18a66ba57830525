package checker.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.process.MissingToolException;
import checker.repository.Repository;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class TrialRunnerTest {

    @TempDir private Path temporary;

    private List<TrialResult> run(List<Trial> trials, int workers) throws InterruptedException {
        Repository repository = new Repository(temporary);
        List<Bench> benches = IntStream.range(0, workers)
                .mapToObj(index -> new Bench(repository, temporary.resolve("bench-" + index)))
                .toList();
        return new TrialRunner(benches, result -> { }).run(trials);
    }

    private static Trial failing(String name, Throwable thrown) {
        return Trial.of(name, bench -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        });
    }

    @Test
    void everyTrialIsTriedOnceAndResultsKeepTheirOrder() throws Exception {
        Set<String> tried = ConcurrentHashMap.newKeySet();
        List<Trial> trials = new ArrayList<>();
        for (int index = 0; index < 200; index++) {
            String name = "trial/" + index;
            trials.add(Trial.of(name, bench -> assertTrue(tried.add(name), "twice")));
        }
        List<TrialResult> results = run(trials, 3);

        assertEquals(trials.stream().map(Trial::name).toList(),
                results.stream().map(TrialResult::name).toList());
        assertTrue(results.stream().allMatch(TrialResult::passed));
    }

    @Test
    void noTwoTrialsShareABench() throws Exception {
        Set<Path> taken = ConcurrentHashMap.newKeySet();
        List<Trial> trials = IntStream.range(0, 50).mapToObj(index -> Trial.of("t/" + index,
                bench -> {
                    assertTrue(taken.add(bench.kernel()), "shared");
                    Thread.yield();
                    taken.remove(bench.kernel());
                })).toList();

        assertTrue(run(trials, 4).stream().allMatch(TrialResult::passed));
    }

    @Test
    void aFailureEndsItsOwnTrialAlone() throws Exception {
        List<TrialResult> results = run(List.of(
                failing("a", new TrialFailedException("wrong", List.of("because"))),
                failing("b", new AssertionError("asserted")),
                failing("c", new IllegalStateException("broken")),
                Trial.of("d", bench -> { })), 1);

        assertEquals(List.of(false, false, false, true),
                results.stream().map(TrialResult::passed).toList());
        assertEquals(new TrialResult.Failure("wrong", List.of("because")),
                results.get(0).failure().orElseThrow());
        assertEquals("could not be tried: java.lang.AssertionError: asserted",
                results.get(1).failure().orElseThrow().summary());
    }

    @Test
    void aMissingToolIsNamedWithItsRemedy() {
        TrialResult.Failure failure =
                TrialResult.Failure.of(new MissingToolException("qemu-system-i386"));

        assertTrue(failure.summary().contains("'qemu-system-i386' is not installed"));
        assertTrue(failure.details().get(0).contains("doctor"));
    }

    @Test
    void theReportShowsFailuresWithTheirRerunAndOneLastLine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ConsoleReport report = new ConsoleReport(out, 2);
        TrialResult good = new TrialResult(
                failing("a/b", null), Duration.ofMillis(1500), Optional.empty());
        TrialResult bad = new TrialResult(
                failing("a/c", null).drawnFrom(77), Duration.ofMillis(20),
                Optional.of(new TrialResult.Failure("wrong", List.of("because"))));
        report.ended(good);
        report.ended(bad);

        assertEquals(List.of("[1/2] passed a/b (1.5 s)", "[2/2] FAILED a/c (0.0 s)", "    wrong",
                        "      because", "    rerun: ./jbang test --only 'a/c' --seed 77"),
                bytes.toString(StandardCharsets.UTF_8).lines().toList());
        bytes.reset();
        report.summarise(List.of(good, bad));
        assertEquals(List.of("failed: a/c", "    wrong", "      because",
                        "    rerun: ./jbang test --only 'a/c' --seed 77"),
                bytes.toString(StandardCharsets.UTF_8).lines().toList());
        assertEquals("1 passed, 1 failed", ConsoleReport.lastLine(List.of(good, bad)));
        assertEquals("0 passed, 0 failed", ConsoleReport.lastLine(List.of()));
    }

    @Test
    void theXmlReportCanBeReadWhateverAKernelPrinted() throws Exception {
        String text = JUnitXml.text("jbang test", List.of(
                new TrialResult(failing("a/b", null), Duration.ofMillis(1500), Optional.empty()),
                new TrialResult(failing("c", null), Duration.ZERO, Optional.of(
                        new TrialResult.Failure("<&\"\0\u001b", List.of("]]>", "\uFFFF"))))));
        Element suite = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(text))).getDocumentElement();

        assertEquals("2", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        assertEquals("1.500", suite.getAttribute("time"));
        assertEquals("<&\"\\x00\\e", ((Element) suite.getElementsByTagName("failure").item(0))
                .getAttribute("message"));
    }

    @Test
    void aFilterChoosesByNameByStarOrByPart() {
        List<Trial> trials = List.of(failing("stage/step-1", null), failing("stage/step-10", null),
                failing("build/step-1/gcc", null));

        assertEquals(1, new TrialFilter("stage/step-1").choose(trials).size(), "exactly");
        assertEquals(2, new TrialFilter("stage/*").choose(trials).size());
        assertEquals(3, new TrialFilter("step-1").choose(trials).size(), "part");
        assertEquals(1, new TrialFilter("*gcc").choose(trials).size());
        assertEquals(0, new TrialFilter("gcc*").choose(trials).size());
    }

    @Test
    void aNameOfATrialHasNoBlanks() {
        assertThrows(IllegalArgumentException.class, () -> failing("a b", null));
        assertThrows(IllegalArgumentException.class, () -> failing("a//b", null));
    }
}
