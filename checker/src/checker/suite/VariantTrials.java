package checker.suite;

import checker.cli.CheckRequest;
import checker.course.TrialPatch;
import java.util.ArrayList;
import java.util.List;

/** Each right solution of another shape passes: a check judges what a kernel does, not its form. */
final class VariantTrials implements TrialSource {

    private final KernelTrees trees;
    private final Judge judge;
    private final long seed;

    VariantTrials(KernelTrees trees, Judge judge, long seed) {
        this.trees = trees;
        this.judge = judge;
        this.seed = seed;
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        int first = judge.judgesBaseline() ? 0 : 1;
        for (int step = first; step <= trees.series().lastStage(); step++) {
            for (TrialPatch variant : trees.series().variants(step)) {
                trials.add(Trial.of("variant/step-" + step + "/" + variant.name(),
                        bench -> mustPass(bench, variant)).drawnFrom(seed));
            }
        }
        return trials;
    }

    private void mustPass(Bench bench, TrialPatch variant) throws Exception {
        CheckRequest request = CheckRequest.of(bench.repository(), variant.step(), seed)
                .ofKernel(bench.lay(trees.trial(variant))).strictly();
        Verdicts.mustPass(request, judge.judge(request));
    }
}
