package checker.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A check passes on its own stage and on all after it, and fails on the one before, where a student
 * starts: a check that passes there would praise a student who has done nothing. The baseline's
 * own check, which nothing comes before, just passes.
 */
final class StageTrials implements TrialSource {

    private final KernelTrials kernels;

    StageTrials(KernelTrials kernels) {
        this.kernels = kernels;
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        int last = kernels.lastStage();
        for (int step = kernels.judge().judgesBaseline() ? 0 : 1; step <= last; step++) {
            int judged = step;
            if (step > 0) {
                trials.add(kernels.trial("stage/check-" + step + "/fails-on-stage-" + (step - 1),
                        bench -> kernels.mustReject(bench, judged, stage(judged - 1))));
            }
            for (int stage = step; stage <= last; stage++) {
                int passing = stage;
                trials.add(kernels.trial("stage/check-" + step + "/passes-on-stage-" + stage,
                        bench -> kernels.mustPass(bench, judged, stage(passing))));
            }
        }
        return trials;
    }

    private Path stage(int number) {
        return kernels.trees().stage(number);
    }
}
