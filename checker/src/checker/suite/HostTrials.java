package checker.suite;

import checker.process.Command;
import checker.process.CommandResult;
import checker.repository.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The kernel's pure code (parsers, above all), compiled for this host under sanitizers and fed
 * with mutated input, drawn from the seed.
 */
final class HostTrials implements TrialSource {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Repository repository;
    private final long seed;

    HostTrials(Repository repository, long seed) {
        this.repository = repository;
        this.seed = seed;
    }

    @Override
    public List<Trial> trials() {
        Path folder = repository.root().resolve("checker").resolve("hosttests");
        return Files.isDirectory(folder)
                ? List.of(Trial.of("host/kernel", bench -> run(folder)).drawnFrom(seed))
                : List.of();
    }

    private void run(Path folder) {
        CommandResult result = Command.of("make", "--no-print-directory", "check",
                        "SEED=" + seed, "OUT=" + folder.relativize(repository.build())
                                .resolve("hosttests"))
                .in(folder).within(LONGEST).withErrorsInOutput()
                .without("MAKEFLAGS").without("MAKELEVEL").run();
        if (!result.succeeded()) {
            throw new TrialFailedException("make check ended with exit code "
                    + result.exitCode(), result.lines());
        }
    }
}
