package checker.slides;

import checker.book.CommandEnd;
import checker.cli.Answers;
import checker.repository.NoRepositoryException;
import checker.repository.Repository;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code jbang slides}. */
@Command(name = "slides", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Makes the slides out of slides/*.adoc: a deck for each step, its notes to "
                + "be printed, and the teacher's guide, in build/slides. They need no server and "
                + "no network. What they quote is taken from the stages that they speak of. "
                + "Anything that the book would not be built with fails here, too, and so does a "
                + "slide without notes or with more code than fits; the slides before it stay "
                + "then.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:built",
            "2:the command line makes no sense",
            "10:failed: a deck has faults, which are named by file and line",
            "14:internal error: the checker or this host is at fault, not a deck",
            "130:interrupted"})
public final class SlidesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--pdf",
            description = "Print each deck to build/slides/NN-name.pdf, too. Takes Chromium.")
    private boolean pdf;

    /** Runs the command; gives what the process is to exit with. */
    public static int execute(String... arguments) {
        // Ruby code that runs once is not worth compiling.
        System.setProperty("jruby.compile.mode", "OFF");
        return new CommandLine(new SlidesCommand())
                .setParameterExceptionHandler((e, words) -> Answers.refuse(e))
                .setExecutionExceptionHandler((e, command, words) ->
                        CommandEnd.explain(e, command.getErr(), "slides"))
                .execute(arguments);
    }

    /** For a Java process of its own, as the suite starts one. */
    public static void main(String... arguments) {
        System.exit(execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        try {
            long started = System.nanoTime();
            Repository repository = Repository.find();
            Slides slides = pdf ? Slides.printed(repository) : Slides.build(repository);
            spec.commandLine().getOut().println(String.format(Locale.ROOT,
                    "%s: %d decks, %d slides, %s", CommandEnd.shown(slides.index()),
                    slides.decks().size(), slides.count(), CommandEnd.since(started)));
            return ExitCode.OK;
        } catch (NoRepositoryException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
