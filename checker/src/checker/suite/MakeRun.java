package checker.suite;

import checker.process.Command;
import checker.process.CommandResult;
import java.nio.file.Path;
import java.time.Duration;

/** A run of make that must succeed. */
final class MakeRun {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private MakeRun() {}

    /**
     * Runs make in a folder, unmoved by the make that may have started us.
     *
     * @throws TrialFailedException with what it printed, when it fails
     */
    static void in(Path folder, String... arguments) {
        CommandResult result = Command.of("make", "--no-print-directory").and(arguments)
                .in(folder).within(LONGEST).withErrorsInOutput()
                .without("MAKEFLAGS").without("MAKELEVEL").run();
        if (!result.succeeded()) {
            throw new TrialFailedException("make " + String.join(" ", arguments)
                    + " ended with exit code " + result.exitCode(), result.lines());
        }
    }
}
