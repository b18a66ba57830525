package checker.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.bench.BenchOrder;
import checker.bench.RecordedCosts;
import checker.bench.StartOrder;
import checker.machine.Architecture;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** What `bench` makes of its command line. */
class BenchRequestTest {

    private static final RecordedCosts RECORD = new RecordedCosts("clang 14", Map.of(), Map.of());

    @Command(name = "bench")
    private static final class Words {
        @Mixin private BenchOptions options;
    }

    @TempDir private Path temporary;
    private Repository repository;

    @BeforeEach
    void makeClone() throws IOException {
        Path programs = Files.createDirectories(temporary.resolve("kernel/user/programs"));
        Files.writeString(programs.resolve("bench.c"), """
                } operations[] = {
                    {"null-call", NULL, call_system, NULL},
                    {"fork", NULL, fork_exit_wait, NULL},
                };
                """);
        repository = new Repository(temporary);
    }

    private BenchRequest request(String... words) {
        Words parsed = new Words();
        new CommandLine(parsed).parseArgs(words);
        return new BenchRequest(repository, parsed.options);
    }

    private String complaint(String... words) {
        return assertThrows(UsageException.class, () -> request(words)).getMessage();
    }

    @Test
    void withoutWordsAllIsMeasuredOnBothArchitectures() {
        assertEquals(List.of(BenchOrder.usual(Architecture.X86_32, repository.kernel()),
                BenchOrder.usual(Architecture.X86_64, repository.kernel())), request().orders());
    }

    @Test
    void wordsChooseWhatIsMeasured() {
        assertEquals(List.of(new BenchOrder(Architecture.X86_64, repository.kernel(),
                List.of("fork", "null-call"), 8)),
                request("--only", "fork,null-call", "--tasks=8", "--arch", "x86-64").orders());
    }

    @Test
    void nonsenseGetsAnErrorThatSaysWhatThereIs() {
        assertEquals("--only forks: there are null-call, fork, start",
                complaint("--only", "forks"));
        assertTrue(complaint("--tasks", "0").contains("1 to 64"));
        assertTrue(complaint("--tasks", "65").contains("1 to 64"));
        assertThrows(ParameterException.class, () -> request("--tasks", "few"));
        assertThrows(ParameterException.class, () -> request("--arch", "arm"));
    }

    @Test
    void startsAreMeasuredWithAllOrAlone() {
        List<StartOrder> both = List.of(
                new StartOrder(Architecture.X86_32, repository.kernel()),
                new StartOrder(Architecture.X86_64, repository.kernel()));
        assertEquals(both, request().starts());
        assertEquals(both, request("--only", "start").starts());
        assertEquals(List.of(), request("--only", "start").orders());
        assertEquals(List.of(), request("--only", "fork").starts());
        assertEquals(List.of("fork"), request("--only", "fork,start", "--arch=x86-64").orders()
                .get(0).operations());
    }

    @Test
    void aRecordIsOfTheUsualTasksAndOfOneCompiler() {
        assertTrue(complaint("--record", "--tasks", "2").contains("not with --tasks 2"));
        BenchRequest some = request("--record", "--only", "fork");
        assertDoesNotThrow(() -> some.requireWholeRecord(RECORD, "clang 14"));
        assertTrue(assertThrows(UsageException.class,
                () -> some.requireWholeRecord(RECORD, "clang 15")).getMessage()
                .contains("record all of them"));
        assertDoesNotThrow(() -> request("--record").requireWholeRecord(RECORD, "clang 15"));
        assertDoesNotThrow(() -> request("--record", "--only", "start")
                .requireWholeRecord(RECORD, "clang 15"));
        assertDoesNotThrow(() -> request("--record", "--only", "start")
                .requireWholeStarts(RECORD, "clang 15"));
        assertThrows(UsageException.class, () -> request("--record", "--arch", "x86-64")
                .requireWholeStarts(RECORD, "clang 15"));
        assertDoesNotThrow(() -> request("--only", "fork").requireWholeRecord(RECORD, "clang 15"));
    }
}
