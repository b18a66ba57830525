package checker.suite;

import checker.cli.CheckRun;
import checker.repository.NoRepositoryException;
import checker.repository.Repository;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code jbang test}. */
@Command(name = "test", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs the project's own test suite: the checker's unit tests, the rules "
                + "about sources, every build, and every check against every stage, mistake and "
                + "variant. The last line says how many passed and failed.")
public final class TestCommand implements Callable<Integer> {

    private static final int MOST_WORKERS = 4;
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--only", paramLabel = "PATTERN",
            description = "Only the trials of that name, or that contain it; * stands for any.")
    private Optional<String> only = Optional.empty();

    @Option(names = "--list", description = "Names the trials and runs none.")
    private boolean list;

    @Option(names = "--seed", paramLabel = "N",
            description = "Draws the same machines as an earlier run with this seed.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--junit", paramLabel = "FILE",
            description = "Writes the results as JUnit XML, too.")
    private Optional<Path> junit = Optional.empty();

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Repository repository = repository();
        Path folder = Files.createDirectories(repository.build().resolve("suite"));
        try (FileChannel channel = FileChannel.open(folder.resolve(".running"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new ParameterException(spec.commandLine(),
                        "another 'jbang test' is running in this clone");
            }
            return run(repository);
        }
    }

    private Repository repository() {
        try {
            return Repository.find();
        } catch (NoRepositoryException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private int run(Repository repository) throws IOException, InterruptedException {
        long drawn = seed.orElseGet(() -> new SecureRandom().nextLong() >>> Integer.SIZE);
        try (Suite suite = Suite.of(repository, CheckRun::run, drawn)) {
            List<Trial> chosen = only.map(pattern -> new TrialFilter(pattern)
                    .choose(suite.trials())).orElse(suite.trials());
            if (list) {
                chosen.forEach(trial -> out.println(trial.name()));
                return chosen.isEmpty() ? FAILED : 0;
            }
            int workers = Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
            out.println(chosen.size() + " trials, seed " + drawn + ", " + workers + " at a time");
            TrialRunner runner = new TrialRunner(suite.benches(repository, workers),
                    new ConsoleReport(out, chosen.size(), drawn));
            return conclude(runner.run(chosen));
        }
    }

    private int conclude(List<TrialResult> results) throws IOException {
        if (junit.isPresent()) {
            JUnitXml.write(junit.get(), "jbang test", results);
        }
        results.stream().filter(result -> !result.passed())
                .forEach(result -> out.println("failed: " + result.name()));
        if (results.isEmpty()) {
            out.println("nothing was tried" + only.map(
                    pattern -> ": no trial is called '" + pattern + "'").orElse(""));
        }
        out.println(ConsoleReport.lastLine(results));
        boolean passed = !results.isEmpty() && results.stream().allMatch(TrialResult::passed);
        return passed ? 0 : FAILED;
    }
}
