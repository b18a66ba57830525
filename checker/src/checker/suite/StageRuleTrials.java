package checker.suite;

import checker.suite.rules.IncludeLevels;
import checker.suite.rules.StyleLimits;
import java.util.ArrayList;
import java.util.List;

/** The rules about the kernel's sources hold at each stage, not only in the end. */
final class StageRuleTrials implements TrialSource {

    private final KernelTrees trees;

    StageRuleTrials(KernelTrees trees) {
        this.trees = trees;
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (int stage = 0; stage < trees.series().lastStage(); stage++) {
            int number = stage;
            trials.add(RuleTrials.rule("rules/stage-" + stage + "/levels",
                    () -> IncludeLevels.breaches(trees.stage(number))));
            trials.add(RuleTrials.rule("rules/stage-" + stage + "/sizes",
                    () -> StyleLimits.breaches(trees.stage(number))));
        }
        return trials;
    }
}
