package checker.suite;

import checker.process.Command;
import checker.repository.Repository;
import checker.suite.rules.Breach;
import checker.suite.rules.IncludeLevels;
import checker.suite.rules.PackageLevels;
import checker.suite.rules.PrivateNames;
import checker.suite.rules.StyleLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The rules about sources, for the checker and for the kernel of each stage. */
final class RuleTrials implements TrialSource {

    private final Repository repository;
    private final KernelTrees trees;

    RuleTrials(Repository repository, KernelTrees trees) {
        this.repository = repository;
        this.trees = trees;
    }

    @Override
    public List<Trial> trials() {
        Path checker = repository.root().resolve("checker");
        List<Trial> trials = new ArrayList<>(List.of(
                rule("rules/checker/levels", () -> PackageLevels.breaches(checker.resolve("src"))),
                rule("rules/checker/sizes", () -> StyleLimits.breaches(checker)),
                rule("rules/private-names", () -> privateNames())));
        for (int stage = 0; stage <= trees.series().lastStage(); stage++) {
            int number = stage;
            trials.add(rule("rules/stage-" + stage + "/levels",
                    () -> IncludeLevels.breaches(trees.stage(number))));
            trials.add(rule("rules/stage-" + stage + "/sizes",
                    () -> StyleLimits.breaches(trees.stage(number))));
        }
        return trials;
    }

    private List<Breach> privateNames() {
        List<Path> tracked = Command.of("git", "ls-files", "-z").in(repository.root()).run()
                .orElseThrow().output().lines().flatMap(line -> Stream.of(line.split("\0")))
                .map(Path::of).toList();
        return new PrivateNames(repository.root(), Path.of(System.getProperty("user.home")),
                System.getenv()).breaches(repository.root(), tracked);
    }

    private static Trial rule(String name, Supplier<List<Breach>> breaches) {
        return Trial.of(name, bench -> {
            List<Breach> found = breaches.get();
            if (!found.isEmpty()) {
                throw new TrialFailedException(found.size() + " places break the rule",
                        found.stream().map(Breach::toString).toList());
            }
        });
    }
}
