package checker.suite;

import checker.process.Command;
import checker.repository.Repository;
import checker.repository.StepFolder;
import checker.suite.rules.Breach;
import checker.suite.rules.Citations;
import checker.suite.rules.IncludeLevels;
import checker.suite.rules.LessonRules;
import checker.suite.rules.PackageLevels;
import checker.suite.rules.PrivateNames;
import checker.suite.rules.StyleLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The rules about sources as they lie in the clone. */
final class RuleTrials implements TrialSource {

    private final Repository repository;

    RuleTrials(Repository repository) {
        this.repository = repository;
    }

    @Override
    public List<Trial> trials() {
        Path checker = repository.root().resolve("checker");
        return List.of(
                rule("rules/checker/levels", () -> PackageLevels.breaches(checker.resolve("src"))),
                rule("rules/book/levels", () -> PackageLevels.breaches(checker.resolve("book"))),
                rule("rules/browser/levels",
                        () -> PackageLevels.breaches(checker.resolve("browser"))),
                rule("rules/checker/sizes", () -> StyleLimits.breaches(checker)),
                rule("rules/citations", () -> citations()),
                rule("rules/kernel/levels", () -> IncludeLevels.breaches(repository.kernel())),
                rule("rules/kernel/sizes", () -> StyleLimits.breaches(repository.kernel())),
                rule("rules/lessons", () -> lessons()),
                rule("rules/private-names", () -> privateNames()));
    }

    private List<Breach> citations() {
        return Citations.breaches(repository.root(),
                List.of("book", "checker", "kernel", "slides", "steps"));
    }

    private List<Breach> lessons() {
        return LessonRules.breaches(repository.root(),
                repository.steps().stream().map(StepFolder::lesson).toList());
    }

    private List<Breach> privateNames() {
        List<Path> tracked = Command.of("git", "ls-files", "-z").in(repository.root()).run()
                .orElseThrow().output().lines().flatMap(line -> Stream.of(line.split("\0")))
                .map(Path::of).toList();
        return new PrivateNames(repository.root(), Path.of(System.getProperty("user.home")),
                System.getenv()).breaches(repository.root(), tracked);
    }

    /** A trial that fails with every place that breaks a rule. */
    static Trial rule(String name, Supplier<List<Breach>> breaches) {
        return Trial.of(name, bench -> {
            List<Breach> found = breaches.get();
            if (!found.isEmpty()) {
                throw new TrialFailedException(found.size() + " places break the rule",
                        found.stream().map(Breach::toString).toList());
            }
        });
    }
}
