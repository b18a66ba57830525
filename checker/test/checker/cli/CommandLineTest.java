package checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Architecture;
import checker.report.CaseId;
import checker.repository.Repository;
import checker.tools.Kvm;
import checker.repository.UnknownStepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** What `check` makes of its command line. */
class CommandLineTest {

    @Command(name = "check")
    private static final class Words {
        @Mixin private CheckOptions options;
    }

    @TempDir private Path temporary;
    private Repository repository;
    private CommandLine command;

    @BeforeEach
    void makeClone() throws IOException {
        Files.createDirectories(temporary.resolve("steps/00-baseline"));
        Files.createDirectories(temporary.resolve("steps/11-test-matrix"));
        Files.createDirectories(temporary.resolve("kernel"));
        Files.writeString(temporary.resolve("kernel/Makefile"), "all:\n");
        repository = new Repository(temporary);
    }

    private CheckOptions options(String... words) {
        Words parsed = new Words();
        command = new CommandLine(parsed);
        command.parseArgs(words);
        return parsed.options;
    }

    private CheckRequest request(String... words) {
        return new RequestReader(repository).read(options(words));
    }

    private String complaint(String... words) {
        return assertThrows(UsageException.class, () -> request(words)).getMessage();
    }

    private int hintLevel(String... words) {
        CheckOptions options = options(words);
        return HintLevel.of(options.hints(), command.getCommandSpec());
    }

    @ParameterizedTest
    @ValueSource(strings = {"step-0", "0", "00", "00-baseline", "baseline"})
    void aStepHasSeveralNames(String name) {
        assertEquals(0, request(name).step());
    }

    @Test
    void aCheckIsOfBothArchitecturesWithANewSeed() {
        CheckRequest first = request("step-0");

        assertEquals(EnumSet.allOf(Architecture.class), first.architectures());
        assertEquals(repository.kernel(), first.kernel());
        assertFalse(first.strict());
        boolean drawn = false;
        for (int attempt = 0; attempt < 20; attempt++) {
            drawn |= request("step-0").seed() != first.seed();
        }
        assertTrue(drawn, "every run has the seed " + first.seed());
    }

    @Test
    void wordsMayStandInAnyOrder() {
        CheckRequest request = request("--arch", "x86-32", "--seed", "7", "step-0", "--thorough",
                "--jobs=3", "--only", "Boot");

        assertEquals(Set.of(Architecture.X86_32), request.architectures());
        assertEquals(7, request.seed());
        assertEquals(3, request.workers());
        assertEquals(Optional.of("Boot"), request.only());
        assertTrue(request.thorough());
    }

    @Test
    void aHintGoesDeeperWithEachRepetitionAndTakesNoOtherWord() {
        assertEquals(1, hintLevel("step-0"));
        assertEquals(2, hintLevel("--hint", "step-0"));
        assertEquals(3, hintLevel("step-0", "--hint", "--hint"));
        assertEquals(4, hintLevel("step-0", "--hint", "--hint", "--hint", "--hint", "--hint"));
        assertEquals(4, hintLevel("--hint=4", "step-0"));
        assertEquals("step-0", options("--hint", "step-0").step());
        assertThrows(ParameterException.class, () -> hintLevel("--hint=5", "step-0"));
        assertThrows(ParameterException.class, () -> hintLevel("--hint=much", "step-0"));
    }

    @Test
    void nonsenseGetsAnErrorThatSaysWhatThereIs() {
        assertTrue(assertThrows(UnknownStepException.class, () -> request("step-12")).getMessage()
                .contains("step-0, step-11"));
        assertTrue(complaint("step-11").contains("no checks for step-11 yet"));
        assertTrue(complaint("step-0", "--accel", "hvf").contains("tcg and kvm"));
        assertTrue(complaint("step-0", "--jobs", "0").contains("1 to 64"));
        assertTrue(complaint("step-0", "--only", "Boots").contains("Boot.theKernelComesUp"));
        assertTrue(complaint("step-0", "--kernel", "/nowhere").contains("no Makefile"));
        assertTrue(assertThrows(ParameterException.class,
                () -> request("step-0", "--arch", "arm")).getMessage().contains("x86-64"));
        assertThrows(ParameterException.class, () -> request("step-0", "--seed", "-1"));
        assertThrows(ParameterException.class, () -> request("step-0", "--sed", "1"));
    }

    @Test
    void aSoftwareKvmIsRefusedWithItsNameAndARealOneTaken() {
        CheckOptions options = options("step-0", "--accel", "kvm");
        Kvm software = new Kvm(Kvm.Kind.SOFTWARE, "a software KVM");
        Kvm real = new Kvm(Kvm.Kind.REAL, "by VT-x");

        UsageException refused = assertThrows(UsageException.class,
                () -> new RequestReader(repository, () -> software).read(options));
        assertTrue(refused.getMessage().contains("a software KVM"), refused.getMessage());
        assertEquals("kvm", new RequestReader(repository, () -> real).read(options)
                .accelerator());
    }

    @Test
    void theRerunCommandRunsJustThatCaseAgain() {
        CheckRequest request = request("step-0", "--seed", "7", "--thorough", "--trace");
        CaseId id = new CaseId("Boot", "itBoots", Architecture.X86_32, "pc-qboot-1cpu");
        String line = new Rerun(request).command(id);

        assertEquals("./jbang check step-0 --arch x86-32 --only Boot.itBoots/pc-qboot-1cpu"
                + " --seed 7 --thorough --trace", line);
    }

    @Test
    void aKernelElsewhereIsNamedInTheRerunCommandAndQuoted() throws IOException {
        Path other = Files.createDirectories(temporary.resolve("my kernel"));
        Files.writeString(other.resolve("Makefile"), "all:\n");
        CheckRequest request = request("step-0", "--kernel", other.toString());
        CaseId id = new CaseId("Boot", "itBoots", Architecture.X86_64, "pc");

        assertTrue(new Rerun(request).command(id).endsWith(" --kernel '" + other + "'"));
    }

    @Test
    void colourAndRedrawingAreForCapableTerminals() {
        Map<String, String> xterm = Map.of("TERM", "xterm", "COLUMNS", "132");
        assertEquals(new Terminal(true, true, 132), Terminal.of(xterm, true));
        assertEquals(new Terminal(false, false, 132), Terminal.of(xterm, false));
        assertEquals(new Terminal(false, false, 80), Terminal.of(Map.of(), false));
        assertFalse(Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1", "COLUMNS", "80"), true)
                .coloured());
        assertFalse(Terminal.of(Map.of("TERM", "dumb"), true).interactive());
    }
}
