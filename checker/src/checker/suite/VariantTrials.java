package checker.suite;

import checker.course.TrialPatch;
import java.util.List;

/** Each right solution of another shape passes: a check judges what a kernel does, not its form. */
final class VariantTrials implements TrialSource {

    private final KernelTrials kernels;

    VariantTrials(KernelTrials kernels) {
        this.kernels = kernels;
    }

    @Override
    public List<Trial> trials() {
        return kernels.ofEach("variant", kernels.trees().series()::variants, this::mustPass);
    }

    private void mustPass(Bench bench, TrialPatch variant) throws Exception {
        kernels.mustPass(bench, variant.step(), kernels.trees().trial(variant));
    }
}
