package checker.suite;

import checker.cli.CheckRequest;
import checker.course.TrialPatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What all trials share that have kernels of the series judged.
 *
 * @param judge decides about a kernel
 * @param seed of which the machines are drawn
 */
record KernelTrials(KernelTrees trees, Judge judge, long seed) {

    /** What has to hold for a patch. */
    @FunctionalInterface
    interface PatchClaim {
        void prove(Bench bench, TrialPatch patch) throws Exception;
    }

    Trial trial(String name, Trial.Claim claim) {
        return Trial.of(name, claim).drawnFrom(seed);
    }

    int lastStage() {
        return trees.series().lastStage();
    }

    /** A trial for each patch of a kind, by the step that it belongs to. */
    List<Trial> ofEach(String kind, IntFunction<List<TrialPatch>> patches, PatchClaim claim) {
        List<Trial> trials = new ArrayList<>();
        for (int step = judge.judgesBaseline() ? 0 : 1; step <= lastStage(); step++) {
            for (TrialPatch patch : patches.apply(step)) {
                trials.add(trial(kind + "/step-" + step + "/" + patch.name(),
                        bench -> claim.prove(bench, patch)));
            }
        }
        return trials;
    }

    /** To judge a kernel as the answer to a step. */
    CheckRequest request(Bench bench, int step, Path tree) throws Exception {
        return CheckRequest.of(bench.repository(), step, seed).ofKernel(bench.lay(tree));
    }

    void mustPass(Bench bench, int step, Path tree) throws Exception {
        CheckRequest request = request(bench, step, tree).strictly();
        Verdicts.mustPass(request, judge.judge(request));
    }

    void mustReject(Bench bench, int step, Path tree) throws Exception {
        CheckRequest request = request(bench, step, tree).strictly();
        Verdicts.mustReject(request, judge.judge(request));
    }
}
