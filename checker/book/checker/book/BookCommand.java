package checker.book;

import checker.cli.Answers;
import checker.course.CourseException;
import checker.report.Outcome;
import checker.repository.NoRepositoryException;
import checker.repository.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code jbang book}. */
@Command(name = "book", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Makes the book out of steps/*/lesson.adoc and book/*.adoc: static "
                + "pages in build/book, which need no server and no network. What they quote is "
                + "taken from the stages that they speak of. A quote, link or picture that leads "
                + "nowhere, and any warning of Asciidoctor, fails the build; the book before it "
                + "stays then.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:built",
            "2:the command line makes no sense",
            "10:failed: a lesson has faults, which are named by file and line",
            "14:internal error: the checker or this host is at fault, not a lesson",
            "130:interrupted"})
public final class BookCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    /** Runs the command; gives what the process is to exit with. */
    public static int execute(String... arguments) {
        // Ruby code that runs once is not worth compiling.
        System.setProperty("jruby.compile.mode", "OFF");
        return new CommandLine(new BookCommand())
                .setParameterExceptionHandler((e, words) -> Answers.refuse(e))
                .setExecutionExceptionHandler(BookCommand::explain)
                .execute(arguments);
    }

    /** For a Java process of its own, as the suite starts one. */
    public static void main(String... arguments) {
        System.exit(execute(arguments));
    }

    private static int explain(Exception e, CommandLine command, ParseResult words) {
        PrintWriter err = command.getErr();
        if (e instanceof BookFailedException failed) {
            failed.problems().forEach(err::println);
            err.println("book: " + Outcome.FAILED.words() + ": " + e.getMessage());
            return Outcome.FAILED.exitCode();
        }
        if (e instanceof CourseException) {
            err.println("book: " + Outcome.FAILED.words() + ": " + e.getMessage());
            return Outcome.FAILED.exitCode();
        }
        return Answers.internalError(e, "book", err);
    }

    @Override
    public Integer call() throws IOException {
        try {
            long started = System.nanoTime();
            Book book = Book.build(Repository.find());
            Path here = Path.of("").toAbsolutePath();
            Path shown = book.index().startsWith(here) ? here.relativize(book.index())
                    : book.index();
            double seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
            spec.commandLine().getOut().println(String.format(Locale.ROOT,
                    "%s: %d pages, %.1f s", shown, book.pages(), seconds));
            return ExitCode.OK;
        } catch (NoRepositoryException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
