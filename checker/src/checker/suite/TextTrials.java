package checker.suite;

import checker.process.Command;
import checker.repository.Repository;
import checker.repository.StepFolder;
import checker.suite.rules.Breach;
import checker.suite.rules.FarLinks;
import checker.suite.rules.GlossaryRules;
import checker.suite.rules.LessonParts;
import checker.suite.rules.PastedOutput;
import checker.suite.rules.PictureRules;
import checker.suite.rules.Spelling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What people read: its parts, its spelling, its pictures, and where it leads. */
final class TextTrials implements TrialSource {

    private final Repository repository;

    TextTrials(Repository repository) {
        this.repository = repository;
    }

    @Override
    public List<Trial> trials() {
        return BookTrials.hasBook(repository) ? List.of(
                RuleTrials.rule("rules/spelling", this::spelling),
                RuleTrials.rule("rules/pictures", this::pictures),
                RuleTrials.rule("rules/links", this::links),
                RuleTrials.rule("rules/lesson-parts", () -> LessonParts.breaches(
                        repository.root(), repository.steps())),
                RuleTrials.rule("rules/glossary", this::glossary),
                RuleTrials.rule("rules/pasted-output", () -> PastedOutput.breaches(
                        repository.root(), files("steps/*.adoc", "book/*.adoc", "slides/*.adoc",
                                "README.adoc")))) : List.of();
    }

    private List<Breach> links() {
        return FarLinks.breaches(repository.root(),
                repository.root().resolve("checker/spelling/links.txt"), files("*.adoc", "*.md"));
    }

    private List<Breach> glossary() {
        return GlossaryRules.breaches(repository.root(),
                repository.root().resolve("book/glossary.adoc"),
                repository.steps().stream().map(StepFolder::lesson).toList());
    }

    private List<Breach> pictures() {
        return PictureRules.breaches(repository.root(),
                repository.root().resolve("book/pictures/palette.svg"),
                files("steps/*.svg", "book/*.svg", "slides/*.svg"));
    }

    private List<Breach> spelling() {
        Path list = repository.root().resolve("checker/spelling/words.txt");
        return Spelling.breaches(repository.root(), list, files("*.adoc", "*.md", "*.svg"),
                new Hunspell());
    }

    /** Those that git tracks, or would if it were told to add all. */
    private List<Path> files(String... patterns) {
        List<String> words = new ArrayList<>(List.of("git", "ls-files", "-z", "--cached",
                "--others", "--exclude-standard", "--"));
        words.addAll(List.of(patterns));
        return Command.of(words).in(repository.root()).run().orElseThrow().output().lines()
                .flatMap(line -> Stream.of(line.split("\0"))).filter(name -> !name.isEmpty())
                .map(repository.root()::resolve).filter(Files::isRegularFile).toList();
    }
}
