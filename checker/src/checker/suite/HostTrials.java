package checker.suite;

import checker.repository.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What needs no kernel, compiled for this host under sanitizers: the kernel's pure code (parsers,
 * above all), fed with mutated input drawn from the seed; and the shell and the programs of user
 * land, which must write what their cases say.
 */
final class HostTrials implements TrialSource {

    private final Repository repository;
    private final long seed;

    HostTrials(Repository repository, long seed) {
        this.repository = repository;
        this.seed = seed;
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        if (Files.isDirectory(folder("hosttests"))) {
            trials.add(Trial.of("host/kernel", bench -> check("hosttests", "SEED=" + seed))
                    .drawnFrom(seed));
        }
        if (Files.isDirectory(folder("usertests"))) {
            trials.add(Trial.of("host/user", bench -> check("usertests")));
        }
        return List.copyOf(trials);
    }

    private Path folder(String name) {
        return repository.root().resolve("checker").resolve(name);
    }

    private void check(String name, String... more) {
        Path folder = folder(name);
        List<String> arguments = new ArrayList<>(List.of("check",
                "OUT=" + folder.relativize(repository.build()).resolve(name)));
        arguments.addAll(List.of(more));
        MakeRun.in(folder, arguments.toArray(String[]::new));
    }
}
