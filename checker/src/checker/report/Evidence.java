package checker.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a machine left behind for a human to look at.
 *
 * @param log what the kernel wrote to the serial line, as a file
 * @param commandLine of the machine's process; empty when none was started
 * @param lastLines the end of the log, already fit to be printed
 * @param timeline what became of its timeline, where one was asked for
 */
public record Evidence(Optional<Path> log, List<String> commandLine, List<String> lastLines,
        Optional<TimelineNote> timeline) {

    /** For a case that never had a machine. */
    public static final Evidence NONE = new Evidence(Optional.empty(), List.of(), List.of());

    public Evidence {
        commandLine = List.copyOf(commandLine);
        lastLines = List.copyOf(lastLines);
    }

    /** Without a timeline. */
    public Evidence(Optional<Path> log, List<String> commandLine, List<String> lastLines) {
        this(log, commandLine, lastLines, Optional.empty());
    }

    /** The same, of a case whose timeline was asked for. */
    public Evidence with(TimelineNote note) {
        return new Evidence(log, commandLine, lastLines, Optional.of(note));
    }
}
