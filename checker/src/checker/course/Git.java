package checker.course;

import checker.process.Command;
import checker.process.CommandResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Git in one folder, shut off from what the user has configured: the same call gives the same
 * bytes for everyone. Immutable and safe for several threads.
 *
 * @param directory where it runs
 * @param variables environment variables on top of the fixed ones
 */
record Git(Path directory, Map<String, String> variables) {

    /** Who commits in the course's branches: fixed, since commit ids depend on it. */
    static final String IDENTITY_NAME = "Eleven Steps to SMP";
    static final String IDENTITY_MAIL = "course@eleven-steps.invalid";

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("LC_ALL", "C"),
            Map.entry("TZ", "UTC"),
            Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
            Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
            Map.entry("GIT_ATTR_NOSYSTEM", "1"),
            Map.entry("GIT_TERMINAL_PROMPT", "0"),
            Map.entry("GIT_EDITOR", ":"),
            Map.entry("GIT_PAGER", "cat"),
            Map.entry("GIT_COMMITTER_NAME", IDENTITY_NAME),
            Map.entry("GIT_COMMITTER_EMAIL", IDENTITY_MAIL));

    /** What a repository's own configuration could change; it has no say here. */
    private static final List<String> PROGRAM = List.of("git",
            "-c", "core.hooksPath=/dev/null", "-c", "core.autocrlf=false", "-c", "core.eol=lf",
            "-c", "core.attributesFile=/dev/null", "-c", "core.quotePath=false",
            "-c", "core.fsmonitor=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false",
            "-c", "commit.gpgSign=false", "-c", "color.ui=false", "-c", "submodule.recurse=false",
            "-c", "advice.detachedHead=false", "-c", "advice.skippedCherryPicks=false");

    Git {
        variables = Map.copyOf(variables);
    }

    static Git in(Path directory) {
        return new Git(directory, Map.of());
    }

    Git with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(variables);
        more.put(variable, value);
        return new Git(directory, more);
    }

    /** Runs a git command and gives its output, whatever its exit code. */
    CommandResult run(String... arguments) {
        return command(List.of(arguments)).run();
    }

    /** The same with bytes on its standard input. */
    CommandResult run(byte[] input, List<String> arguments) {
        return command(arguments).reading(input).run();
    }

    /** Tells whether a git command ends with exit code 0. */
    boolean succeeds(String... arguments) {
        return run(arguments).succeeded();
    }

    /** The output of a git command that can only fail through a fault of ours or of the machine. */
    String text(String... arguments) {
        return run(arguments).orElseThrow().output().stripTrailing();
    }

    /** The same, by lines. */
    List<String> lines(String... arguments) {
        return run(arguments).orElseThrow().lines();
    }

    /** The same for a command that separates what it lists by NUL ({@code -z}). */
    List<String> items(String... arguments) {
        return List.of(run(arguments).orElseThrow().output().split("\0")).stream()
                .filter(item -> !item.isEmpty()).toList();
    }

    private Command command(List<String> arguments) {
        List<String> line = new ArrayList<>(PROGRAM);
        line.addAll(arguments);
        Command command = Command.of(line).in(directory).within(LIMIT);
        // A hook or a shell of the user may have pointed git at another repository or index.
        for (String variable : System.getenv().keySet()) {
            if (variable.startsWith("GIT_")) {
                command = command.without(variable);
            }
        }
        for (Map<String, String> given : List.of(FIXED, variables)) {
            for (Map.Entry<String, String> variable : given.entrySet()) {
                command = command.with(variable.getKey(), variable.getValue());
            }
        }
        return command;
    }
}
