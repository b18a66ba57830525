package checker.suite;

import checker.repository.Repository;
import checker.repository.StepFolder;
import checker.suite.rules.Breach;
import checker.suite.rules.IncludeLevels;
import checker.suite.rules.LessonContract;
import checker.suite.rules.LessonQuotes;
import checker.suite.rules.StyleLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules about the kernel's sources hold at each stage, not only in the end, and what lessons
 * quote is there at the stage they speak of.
 */
final class StageRuleTrials implements TrialSource {

    private final Repository repository;
    private final KernelTrees trees;

    StageRuleTrials(Repository repository, KernelTrees trees) {
        this.repository = repository;
        this.trees = trees;
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>(List.of(
                RuleTrials.rule("rules/lesson-quotes", this::quotes),
                RuleTrials.rule("rules/lesson-contracts", this::contracts)));
        for (int stage = 0; stage < trees.series().lastStage(); stage++) {
            int number = stage;
            trials.add(RuleTrials.rule("rules/stage-" + stage + "/levels",
                    () -> IncludeLevels.breaches(trees.stage(number))));
            trials.add(RuleTrials.rule("rules/stage-" + stage + "/sizes",
                    () -> StyleLimits.breaches(trees.stage(number))));
        }
        return trials;
    }

    private List<Breach> contracts() {
        return LessonContract.breaches(repository.root(), repository.steps(),
                repository.root().resolve("checker/src/checker/steps"), trees::stage);
    }

    private List<Breach> quotes() {
        List<Path> lessons = repository.steps().stream().map(StepFolder::lesson)
                .filter(Files::isRegularFile).toList();
        return LessonQuotes.breaches(repository.root(), lessons, trees::stage);
    }
}
