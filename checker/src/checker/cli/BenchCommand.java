package checker.cli;

import checker.bench.BenchFailedException;
import checker.bench.BenchOrder;
import checker.bench.Comparison;
import checker.bench.CostReport;
import checker.bench.CostTable;
import checker.bench.LinuxMissingException;
import checker.bench.RecordedCosts;
import checker.bench.Tools;
import checker.machine.Architecture;
import checker.report.Outcome;
import checker.report.ReportFile;
import checker.report.UnwritableReportException;
import checker.repository.NoRepositoryException;
import checker.repository.Repository;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code jbang bench}. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures what operations cost on this kernel and on Debian's Linux, in the "
                + "same machine, whose time counts instructions: the same on every host. Linux is "
                + "fetched by apt-get the first time, into build/.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:measured, whatever came out",
            "2:the command line makes no sense",
            "10:failed: this kernel does not build, or bench fails on it",
            "11:timed out: this kernel made no progress",
            "12:crashed: this kernel panicked or reset",
            "13:skipped: this kernel was measured, but Linux cannot be had here",
            "14:internal error: the checker, Linux or this host is at fault, not the kernel",
            "130:interrupted"})
public final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options;

    private final Terminal terminal = Terminal.here();
    private final PrintStream out = System.out;

    /** Runs the command; gives what the process is to exit with. */
    public static int execute(String... arguments) {
        return new CommandLine(new BenchCommand())
                .setParameterExceptionHandler((e, words) -> Answers.refuse(e))
                .setExecutionExceptionHandler(BenchCommand::explain)
                .execute(arguments);
    }

    /** What stops a benchmark; unlike for a check, it may be the kernel. */
    private static int explain(Exception e, CommandLine command, ParseResult words) {
        PrintWriter err = command.getErr();
        if (e instanceof BenchFailedException failed) {
            err.println("bench: " + failed.outcome().words() + ": " + failed.getMessage());
            failed.details().forEach(line -> err.println("  " + line));
            return failed.outcome().exitCode();
        }
        return Answers.internalError(e, "bench", err);
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Repository repository = Repository.find();
            return run(repository, new BenchRequest(repository, options));
        } catch (UsageException | NoRepositoryException | UnwritableReportException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private int run(Repository repository, BenchRequest request) throws InterruptedException {
        Path file = RecordedCosts.file(repository);
        RecordedCosts recorded = RecordedCosts.read(file);
        String tools = Tools.here();
        request.requireWholeRecord(recorded, tools);
        Optional<ReportFile> json = options.json().map(ReportFile::open);
        Optional<ReportFile> costs = options.record()
                ? Optional.of(ReportFile.open(file)) : Optional.empty();
        CostTable table = new CostTable(terminal.palette(), tools, recorded);
        List<Comparison> comparisons = new ArrayList<>();
        try (BenchRuns runs = new BenchRuns(repository, spec.commandLine().getErr()::println)) {
            runs.start(request.orders(), options.withLinux());
            for (BenchOrder order : request.orders()) {
                Comparison comparison = runs.await(order);
                comparisons.add(comparison);
                table.lines(comparison).forEach(out::println);
                out.println();
            }
            json.ifPresent(report -> report.write(CostReport.text(tools, comparisons)));
            costs.ifPresent(report -> report.write(recorded.with(tools, comparisons)
                    .onlyOf(BenchOrder.operations(repository.kernel())).text()));
            return runs.withoutLinux().map(this::skipped).orElse(0);
        } finally {
            json.ifPresent(ReportFile::close);
            costs.ifPresent(ReportFile::close);
        }
    }

    private int skipped(LinuxMissingException why) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("bench: " + Outcome.SKIPPED.words() + " Linux: " + why.getMessage());
        why.details().forEach(line -> err.println("  " + line));
        return Outcome.SKIPPED.exitCode();
    }

    /** The architectures that are asked for, both when none is named. */
    static EnumSet<Architecture> architectures(List<Architecture> named) {
        return named.isEmpty() ? EnumSet.allOf(Architecture.class) : EnumSet.copyOf(named);
    }
}
