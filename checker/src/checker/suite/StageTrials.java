package checker.suite;

import checker.cli.CheckRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A check passes on its own stage and on all after it, and fails on the one before, where a student
 * starts: a check that passes there would praise a student who has done nothing. The baseline's
 * own check, which nothing comes before, just passes.
 */
final class StageTrials implements TrialSource {

    private final KernelTrees trees;
    private final Judge judge;
    private final long seed;

    StageTrials(KernelTrees trees, Judge judge, long seed) {
        this.trees = trees;
        this.judge = judge;
        this.seed = seed;
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        int last = trees.series().lastStage();
        for (int step = judge.judgesBaseline() ? 0 : 1; step <= last; step++) {
            int judged = step;
            if (step > 0) {
                trials.add(Trial.of("stage/check-" + step + "/fails-on-stage-" + (step - 1),
                        bench -> mustReject(bench, judged, judged - 1)).drawnFrom(seed));
            }
            for (int stage = step; stage <= last; stage++) {
                int passing = stage;
                trials.add(Trial.of("stage/check-" + step + "/passes-on-stage-" + stage,
                        bench -> mustPass(bench, judged, passing)).drawnFrom(seed));
            }
        }
        return trials;
    }

    private void mustPass(Bench bench, int step, int stage) throws Exception {
        CheckRequest request = request(bench, step, trees.stage(stage));
        Verdicts.mustPass(request, judge.judge(request));
    }

    private void mustReject(Bench bench, int step, int stage) throws Exception {
        CheckRequest request = request(bench, step, trees.stage(stage));
        Verdicts.mustReject(request, judge.judge(request));
    }

    private CheckRequest request(Bench bench, int step, Path tree) throws Exception {
        return CheckRequest.of(bench.repository(), step, seed).ofKernel(bench.lay(tree))
                .strictly();
    }
}
