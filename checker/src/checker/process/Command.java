package checker.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A program to run, with all that it needs; running it waits for its end and gives its output.
 *
 * <p>Immutable: each setter returns another command, so that a half-made one can be kept and
 * used again. No shell is involved: arguments reach the program as they are.
 *
 * <pre>{@code
 * String head = Command.of("git", "rev-parse", "HEAD").in(root).run().orElseThrow().output();
 * }</pre>
 *
 * @param arguments the program and its arguments
 * @param directory where it runs; this process's working directory when empty
 * @param environment variables on top of this process's own; an empty value takes one away
 * @param input what it finds on its standard input, followed by the end of the file
 * @param limit how long it may run, in host time
 * @param errorsInOutput whether its standard error goes into its output, in the order written
 */
public record Command(
        List<String> arguments, Optional<Path> directory,
        Map<String, Optional<String>> environment, byte[] input, Duration limit,
        boolean errorsInOutput) {

    private static final Duration USUAL_LIMIT = Duration.ofMinutes(2);

    public Command {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** A program, by name or path, and its arguments; with nothing to read, for two minutes. */
    public static Command of(String... arguments) {
        return of(List.of(arguments));
    }

    /** The same from a list. */
    public static Command of(List<String> arguments) {
        return new Command(
                arguments, Optional.empty(), Map.of(), new byte[0], USUAL_LIMIT, false);
    }

    /** With more arguments after those there are. */
    public Command and(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return new Command(all, directory, environment, input, limit, errorsInOutput);
    }

    public Command in(Path folder) {
        return new Command(
                arguments, Optional.of(folder), environment, input, limit, errorsInOutput);
    }

    /** With an environment variable. */
    public Command with(String variable, String value) {
        return withVariable(variable, Optional.of(value));
    }

    /** Without an environment variable that this process may have. */
    public Command without(String variable) {
        return withVariable(variable, Optional.empty());
    }

    /** With text on its standard input, as UTF-8. */
    public Command reading(String text) {
        return reading(text.getBytes(StandardCharsets.UTF_8));
    }

    /** With bytes on its standard input. */
    public Command reading(byte[] bytes) {
        return new Command(arguments, directory, environment, bytes, limit, errorsInOutput);
    }

    /** Killed, with all its children, when it runs longer. */
    public Command within(Duration time) {
        return new Command(arguments, directory, environment, input, time, errorsInOutput);
    }

    /** With the standard error written into the output, as on a terminal. */
    public Command withErrorsInOutput() {
        return new Command(arguments, directory, environment, input, limit, true);
    }

    /**
     * Runs the program to its end. Children that outlive it are not waited for; what they write
     * afterwards is not kept.
     *
     * @throws MissingToolException when there is no such program
     * @throws CommandTimedOutException when it took too long, after killing it
     * @throws UncheckedIOException when it could not be started, or the directory is not there
     */
    public CommandResult run() {
        Path program = Programs.find(arguments.get(0), searchPath())
                .orElseThrow(() -> new MissingToolException(arguments.get(0)));
        try (RunningCommand running = new RunningCommand(this)) {
            return running.run(program);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + this, e);
        }
    }

    /** The command as a shell would nearly take it, for messages. */
    @Override
    public String toString() {
        return String.join(" ", arguments);
    }

    private String searchPath() {
        return environment.containsKey("PATH")
                ? environment.get("PATH").orElse(null)
                : System.getenv("PATH");
    }

    private Command withVariable(String variable, Optional<String> value) {
        Map<String, Optional<String>> variables = new TreeMap<>(environment);
        variables.put(variable, value);
        return new Command(arguments, directory, variables, input, limit, errorsInOutput);
    }
}
