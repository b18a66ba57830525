package checker.steps.step00;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.MachineSpec;
import checker.oracle.LogRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** No word on the command line keeps the kernel from coming up. */
@Step(0)
@Criterion("Keep a uniprocessor fallback path (boot with `nosmp` flag) until SMP is stable.")
@Hint(where = "ParseCommandLine and the table of words that it knows.",
        wrong = "A word that is unknown, or has no sensible value, ends the boot.",
        fix = "Warn, take the default and go on: the line is untrusted input.",
        hunk = "ParseCommandLine")
final class CommandLineTest {

    @OnEveryMachine(from = OddLines.class)
    void theKernelComesUpWhateverTheCommandLineSays(Boot boot) {
        expect("errors in the log", boot.log().of(LogRecord.Level.ERROR)).toBe(List.of());
    }

    @OnEveryMachine(cpus = 4, arguments = "nosmp maxcpus=1")
    void aLineThatMakesSenseGetsNoWarning(Boot boot) {
        expect("warnings in the log", boot.log().of("commandline")).toBe(List.of());
    }

    /** Command lines that a kernel must survive. */
    static final class OddLines implements MachineMatrix {

        private static final Map<String, String> LINES = Map.of(
                "nosmp", "nosmp",
                "unknown-words", "bogus=1 quiet = ==",
                "bad-values", "maxcpus=-1 maxcpus= log=loud console=printer",
                "long-word", "x".repeat(900),
                "many-words", "a ".repeat(400).strip());

        @Override
        public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
            return LINES.entrySet().stream().sorted(Map.Entry.comparingByKey())
                    .map(line -> NamedSpec.of(line.getKey(),
                            MachineSpec.of(architecture).withArguments(line.getValue())));
        }
    }
}
