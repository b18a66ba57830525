package checker.suite;

import checker.report.UnwritableReportException;
import checker.repository.NoRepositoryException;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code jbang test}. */
@Command(name = "test", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs the project's own test suite: the checker's unit tests, the rules "
                + "about sources, every build, and every check against every stage, mistake and "
                + "variant. The last line says how many passed and failed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every trial passed",
            "1:a trial failed, or the suite itself",
            "2:the command line makes no sense"})
public final class TestCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--only", paramLabel = "PATTERN",
            description = "Only the trials of that name, or that contain it; * stands for any.")
    private Optional<String> only = Optional.empty();

    @Option(names = "--seed", paramLabel = "N",
            description = "Draws the same machines as an earlier run with this seed.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--junit", paramLabel = "FILE",
            description = "Writes the results as JUnit XML, too.")
    private Optional<Path> junit = Optional.empty();

    @ArgGroup
    private Mode mode = new Mode();

    /** What to do instead of running the suite once. */
    private static final class Mode {

        @Option(names = "--list", description = "Names the trials and runs none.")
        private boolean list;

        @Option(names = "--soak", paramLabel = "N",
                description = "Gives N verdicts on good and bad kernels while all cores are busy, "
                        + "and reports each that is wrong.")
        private Optional<Integer> soak = Optional.empty();

        @Option(names = "--bench",
                description = "Measures the time from a command to its verdict, and where it goes.")
        private boolean bench;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            Repository repository = Repository.find();
            Path folder = Files.createDirectories(repository.build().resolve("suite"));
            try (FileChannel channel = FileChannel.open(folder.resolve(".running"),
                        StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw usage("another 'jbang test' is running in this clone");
                }
                return run(repository) ? 0 : FAILED;
            }
        } catch (NoRepositoryException | UnwritableReportException e) {
            throw usage(e.getMessage());
        }
    }

    private ParameterException usage(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }

    private boolean run(Repository repository) throws IOException, InterruptedException {
        long drawn = seed.orElseGet(() -> new SecureRandom().nextLong() >>> Integer.SIZE);
        if (mode.bench) {
            new Benchmark(repository, drawn, System.out).run();
            return true;
        }
        if (mode.soak.isPresent()) {
            return soak(repository, drawn, mode.soak.get());
        }
        long started = System.nanoTime();
        try (Suite suite = Suite.of(repository, new CheckJudge(repository), drawn)) {
            SuiteRun run = new SuiteRun(suite, System.out);
            return mode.list ? run.list(only) : run.run(repository, only, junit,
                    () -> "seed " + drawn + ", " + seconds(started) + " s");
        }
    }

    private boolean soak(Repository repository, long drawn, int verdicts)
            throws IOException, InterruptedException {
        if (verdicts < 1) {
            throw usage("a soak takes at least one verdict");
        }
        long started = System.nanoTime();
        int cores = Runtime.getRuntime().availableProcessors();
        RepeatJudge judge = new RepeatJudge(new CheckJudge(repository));
        try (Suite suite = Suite.soak(repository, judge, drawn, verdicts);
                Load load = new Load(cores)) {
            return new SuiteRun(suite, System.out).run(repository, only, junit,
                    () -> "seed " + drawn + ", " + seconds(started) + " s, " + judge.cases()
                            + " cases judged under the load of " + load.running()
                            + " busy processes on " + cores + " cores");
        }
    }

    private static long seconds(long started) {
        return Duration.ofNanos(System.nanoTime() - started).toSeconds();
    }
}
