package checker.kernel;

import checker.process.Command;
import checker.process.CommandResult;
import checker.process.CommandTimedOutException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs make or a compiler with its output in a log, in an environment that changes nothing. */
final class LoggedProcess {

    /** A build takes seconds; one that takes this long waits for something that never comes. */
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int LARGEST_LOG = 4 << 20;

    // What the caller's own make, or a habit in the shell, would otherwise change in the build.
    private static final List<String> UNWANTED = List.of("MAKEFLAGS", "MFLAGS", "MAKELEVEL",
            "MAKEFILES", "ARCH", "OUT", "TOOLCHAIN", "WERROR", "PROBES",
            "CC", "CFLAGS", "CPPFLAGS", "ASFLAGS", "LD", "LDFLAGS", "CPATH", "C_INCLUDE_PATH");

    private LoggedProcess() {}

    /**
     * Runs a command to its end.
     *
     * @return its exit code; 1 when it had to be stopped, which the log then says
     */
    static int run(Command wanted, Path log) throws IOException {
        Command command = wanted.withErrorsInOutput().within(LONGEST)
                .with("LC_ALL", "C"); // messages in the words that CompilerOutput knows
        for (String variable : UNWANTED) {
            command = command.without(variable);
        }
        try {
            CommandResult result = command.run();
            Files.write(log, result.outputBytes());
            return result.exitCode();
        } catch (CommandTimedOutException e) {
            Files.writeString(log, e.getMessage() + "\nmake: *** stopped after "
                    + LONGEST.toMinutes() + " minutes\n");
            return 1;
        }
    }

    /**
     * What a run wrote, cut off where a sane build would have ended long ago, with the names of
     * files below {@code directory} relative to it.
     */
    static String output(Path log, Path directory) throws IOException {
        try (InputStream in = Files.newInputStream(log)) {
            return new String(in.readNBytes(LARGEST_LOG), StandardCharsets.UTF_8)
                    .replace(directory + "/", "");
        }
    }
}
