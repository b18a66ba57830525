package checker.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sources that do not build: the student's finding, not an error of the checker.
 *
 * @param order what was asked for
 * @param errors the compiler's, assembler's and linker's errors, in their order; not empty
 * @param log the full output of the build
 */
public record BuildFailure(BuildOrder order, List<CompilerMessage> errors, Path log)
        implements BuildResult {

    private static final int SHOWN = 5;

    public BuildFailure {
        errors = List.copyOf(errors);
    }

    /** Reads the errors from a log; where it names none, make's failure is the error. */
    static BuildFailure of(BuildOrder order, int exitCode, Path log) throws IOException {
        String output = LoggedProcess.output(log, order.source());
        List<CompilerMessage> errors = CompilerOutput.errors(output);
        if (errors.isEmpty()) {
            String reason = exitCode == 0
                    ? "make succeeded, but did not make what was asked for"
                    : "make failed with exit code " + exitCode + ": "
                            + CompilerOutput.lastWords(output);
            errors = List.of(new CompilerMessage("make", 0, CompilerMessage.Severity.ERROR,
                    reason));
        }
        return new BuildFailure(order, errors, log);
    }

    /** The first errors, one a line, and how many more there are. */
    public String summary() {
        String first = errors.stream().limit(SHOWN).map(CompilerMessage::toString)
                .collect(Collectors.joining("\n"));
        int more = errors.size() - SHOWN;
        return more > 0 ? first + "\n... and " + more + " more" : first;
    }

    @Override
    public BuiltKernel orElseThrow() {
        throw new BuildFailedException(this);
    }
}
