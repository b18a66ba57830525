package checker.book;

import checker.cli.Answers;
import checker.course.CourseException;
import checker.report.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** What commands that make something out of texts say at their end. */
public final class CommandEnd {

    private CommandEnd() {}

    /**
     * Names the faults of texts, or what nobody foresaw.
     *
     * @param name of the command
     * @return what the process is to exit with
     */
    public static int explain(Exception e, PrintWriter err, String name) {
        if (e instanceof BookFailedException failed) {
            failed.problems().forEach(err::println);
        }
        if (e instanceof BookFailedException || e instanceof CourseException) {
            err.println(name + ": " + Outcome.FAILED.words() + ": " + e.getMessage());
            return Outcome.FAILED.exitCode();
        }
        return Answers.internalError(e, name, err);
    }

    /** A file as whoever typed the command would write it. */
    public static Path shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    /** The time since a {@link System#nanoTime}: {@code 1.5 s}. */
    public static String since(long started) {
        return String.format(Locale.ROOT, "%.1f s",
                Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0);
    }
}
