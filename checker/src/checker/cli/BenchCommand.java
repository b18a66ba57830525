package checker.cli;

import checker.bench.BenchFailedException;
import checker.bench.BenchOrder;
import checker.bench.Comparison;
import checker.bench.CostReport;
import checker.bench.CostTable;
import checker.bench.LinuxMissingException;
import checker.bench.RecordedCosts;
import checker.bench.RecordedCosts.Kind;
import checker.bench.StartTable;
import checker.bench.Starts;
import checker.bench.Tools;
import checker.machine.Architecture;
import checker.report.Outcome;
import checker.report.ReportFile;
import checker.report.UnwritableReportException;
import checker.repository.NoRepositoryException;
import checker.repository.Repository;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code jbang bench}. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures what operations cost on this kernel and on Debian's Linux, and how "
                + "long both take to start with up to 32 CPUs, in the same machine, whose time "
                + "counts instructions: the same on every host. Linux is fetched by apt-get the "
                + "first time, into build/.",
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
        String tools = Tools.here();
        Records records = new Records(repository, tools);
        request.requireWholeRecord(records.costs(), tools);
        request.requireWholeStarts(records.starts(), tools);
        Optional<ReportFile> json = options.json().map(ReportFile::open);
        try (BenchRuns runs = new BenchRuns(repository, spec.commandLine().getErr()::println)) {
            runs.start(request.orders(), options.withLinux());
            runs.startStarts(request.starts(), options.withLinux());
            List<Comparison> costs = shown(request.orders(), runs::await,
                    new CostTable(terminal.palette(), tools, records.costs())::lines);
            List<Comparison> starts = shown(request.starts(), runs::await,
                    new StartTable(terminal.palette(), tools, records.starts())::lines);
            json.ifPresent(report -> report.write(CostReport.text(tools, costs, starts)));
            if (options.record()) {
                records.write(costs, starts);
            }
            return runs.withoutLinux().map(this::skipped).orElse(0);
        } finally {
            json.ifPresent(ReportFile::close);
        }
    }

    /** What one of the runs awaited has measured. */
    @FunctionalInterface
    private interface Awaited<T> {
        Comparison of(T order) throws InterruptedException;
    }

    /** Awaits all, in their order, and shows each as it comes. */
    private <T> List<Comparison> shown(List<T> orders, Awaited<T> awaited,
            Function<Comparison, List<String>> table) throws InterruptedException {
        List<Comparison> all = new ArrayList<>();
        for (T order : orders) {
            Comparison comparison = awaited.of(order);
            all.add(comparison);
            table.apply(comparison).forEach(out::println);
            out.println();
        }
        return List.copyOf(all);
    }

    /** The two files that a clone keeps. */
    private record Records(Repository repository, String tools, RecordedCosts costs,
            RecordedCosts starts) {

        Records(Repository repository, String tools) {
            this(repository, tools, RecordedCosts.read(Kind.COSTS.file(repository)),
                    RecordedCosts.read(Kind.STARTS.file(repository)));
        }

        /** Writes what was measured; what was not, stays. */
        void write(List<Comparison> newCosts, List<Comparison> newStarts) {
            if (!newCosts.isEmpty()) {
                write(Kind.COSTS, costs.with(tools, newCosts)
                        .onlyOf(BenchOrder.operations(repository.kernel())));
            }
            if (!newStarts.isEmpty()) {
                write(Kind.STARTS, starts.with(tools, newStarts).onlyOf(Starts.ALL));
            }
        }

        private void write(Kind kind, RecordedCosts record) {
            try (ReportFile file = ReportFile.open(kind.file(repository))) {
                file.write(record.text(kind));
            }
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
