package checker.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What became of a command that ran to its end.
 *
 * @param command the program and its arguments, as they were given
 * @param exitCode the program's exit code; 128 + N where signal N ended it
 * @param outputBytes what it wrote to its standard output, byte for byte
 * @param errorBytes what it wrote to its standard error; empty when that went into the output
 * @param duration how long it ran, in host time
 */
public record CommandResult(
        List<String> command, int exitCode, byte[] outputBytes, byte[] errorBytes,
        Duration duration) {

    public CommandResult {
        command = List.copyOf(command);
    }

    public boolean succeeded() {
        return exitCode == 0;
    }

    /** The standard output as UTF-8 text; bytes that are none become U+FFFD. */
    public String output() {
        return new String(outputBytes, StandardCharsets.UTF_8);
    }

    /** The standard error as UTF-8 text; bytes that are none become U+FFFD. */
    public String errors() {
        return new String(errorBytes, StandardCharsets.UTF_8);
    }

    /** The lines of the standard output, without their ends. */
    public List<String> lines() {
        return output().lines().toList();
    }

    /** This result when the exit code is 0; else throws a {@link CommandFailedException}. */
    public CommandResult orElseThrow() {
        if (!succeeded()) {
            throw new CommandFailedException(this);
        }
        return this;
    }
}
