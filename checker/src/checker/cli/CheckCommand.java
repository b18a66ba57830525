package checker.cli;

import checker.report.CheckResult;
import checker.report.JsonReport;
import checker.report.LiveProgress;
import checker.report.Outcome;
import checker.report.ReportFile;
import checker.report.TextReport;
import checker.report.UnwritableReportException;
import checker.report.Verdicts;
import checker.report.XmlReport;
import checker.repository.NoRepositoryException;
import checker.repository.Repository;
import checker.repository.UnknownStepException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code jbang check}. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Boots a step's kernel and decides whether the step is done.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:passed: every case passed",
            "2:the command line makes no sense",
            "10:failed: something is wrong, or the kernel does not build",
            "11:timed out: the kernel made no progress or was too slow",
            "12:crashed: a panic, an exception or a reset",
            "13:skipped: nothing was wrong, but not everything could be decided",
            "14:internal error: the checker or this host is at fault, not the kernel",
            "130:interrupted"})
public final class CheckCommand implements Callable<Integer> {

    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J\u001b[3J";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CheckOptions options;

    private final Terminal terminal = Terminal.here();
    private final PrintStream out = System.out;

    /** Runs the command; gives what the process is to exit with. */
    public static int execute(String... arguments) {
        return new CommandLine(new CheckCommand())
                .setParameterExceptionHandler((e, words) -> Answers.refuse(e))
                .setExecutionExceptionHandler(CheckCommand::explain)
                .execute(arguments);
    }

    /** What stops a whole check is never the kernel's fault. */
    private static int explain(Exception e, CommandLine command, ParseResult words) {
        PrintWriter err = command.getErr();
        return Answers.internalError(e, "check", err);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            Repository repository = Repository.find();
            if (!options.namesStep()) {
                new StepList(repository, terminal.layout(), terminal.palette()).lines()
                        .forEach(out::println);
                return 0;
            }
            CheckRequest request = new RequestReader(repository).read(options);
            return options.watch() ? watch(request) : check(request).exitCode();
        } catch (UsageException | UnknownStepException | NoRepositoryException
                | UnwritableReportException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Outcome check(CheckRequest request) {
        int hintLevel = HintLevel.of(options.hints(), spec);
        Optional<ReportFile> json = options.json().map(ReportFile::open);
        Optional<ReportFile> junit = options.junit().map(ReportFile::open);
        try {
            CheckResult result = run(request, hintLevel);
            json.ifPresent(file -> file.write(
                    new JsonReport(request.repository().root()).text(result)));
            junit.ifPresent(file -> file.write(XmlReport.text(result)));
            if (isOfClone(request)) {
                new Verdicts(request.repository().build()).remember(result);
            }
            return result.outcome();
        } finally {
            json.ifPresent(ReportFile::close);
            junit.ifPresent(ReportFile::close);
        }
    }

    private CheckResult run(CheckRequest request, int hintLevel) {
        LiveProgress progress = new LiveProgress(out, terminal.layout(), terminal.palette(),
                terminal.interactive(), options.verbose());
        CheckRun run = new CheckRun(request, progress);
        TextReport report = new TextReport(terminal.layout(), terminal.palette(), hintLevel,
                options.verbose(), request.repository().root(),
                result -> new Rerun(request).command(result.id()));
        out.println("step-" + request.step() + ", seed " + request.seed());
        Thread whenInterrupted = new Thread(() -> {
            progress.end();
            report.linesOfInterrupted(run.soFar()).forEach(out::println);
            out.flush();
        });
        Runtime.getRuntime().addShutdownHook(whenInterrupted);
        CheckResult result = run.run();
        takeBack(whenInterrupted);
        progress.end();
        report.lines(result).forEach(out::println);
        return result;
    }

    /** Does not return when the hook runs already: what it says of the check is the last word. */
    private static void takeBack(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) { // the JVM is going down, and this thread with it
            while (true) {
                LockSupport.park();
            }
        }
    }

    /** Only whole checks of the clone's own kernel say where the learner stands. */
    private static boolean isOfClone(CheckRequest request) {
        return request.only().isEmpty() && request.architectures().size() > 1
                && request.kernel().equals(request.repository().kernel());
    }

    /** Checks, waits for an edit, checks again, until interrupted. */
    private int watch(CheckRequest request) throws IOException, InterruptedException {
        try (SourceWatch watch = new SourceWatch(request.kernel())) {
            while (true) {
                if (terminal.interactive()) {
                    out.print(CLEAR_SCREEN);
                }
                try {
                    check(request);
                } catch (UncheckedIOException e) {
                    out.println("cannot check: " + e.getMessage());
                }
                out.println("waiting for a change of " + request.kernel() + " (Ctrl-C ends)");
                watch.awaitChange();
            }
        }
    }
}
