package checker.suite;

import checker.course.SeriesPatch;
import checker.kernel.BuildFailure;
import checker.kernel.BuildOrder;
import checker.kernel.BuildResult;
import checker.kernel.Toolchain;
import checker.machine.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Every kernel on the way builds: the baseline and what each single patch makes of it, on both
 * architectures, with both compilers, without a warning.
 */
final class BuildTrials implements TrialSource {

    private final KernelTrees trees;

    BuildTrials(KernelTrees trees) {
        this.trees = trees;
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>(builds("step-0", () -> trees.stage(0)));
        for (SeriesPatch patch : trees.series().patches()) {
            String name = String.format(Locale.ROOT, "step-%d/%04d", patch.step(), patch.number());
            trials.addAll(builds(name, () -> trees.after(patch)));
        }
        return trials;
    }

    private static List<Trial> builds(String kernel, Supplier<Path> tree) {
        List<Trial> trials = new ArrayList<>();
        for (Architecture architecture : Architecture.values()) {
            for (Toolchain toolchain : Toolchain.values()) {
                trials.add(new Trial("build/" + kernel + "/" + architecture + "/" + toolchain,
                        bench -> build(bench, tree.get(), architecture, toolchain)));
            }
        }
        return trials;
    }

    private static void build(Bench bench, Path tree, Architecture architecture,
            Toolchain toolchain) throws IOException {
        BuildOrder order = BuildOrder.of(bench.lay(tree), architecture).with(toolchain)
                .withWarningsAsErrors();
        BuildResult result = bench.build().build(order);
        if (result instanceof BuildFailure failure) {
            throw new TrialFailedException("does not build for " + order.describe(),
                    failure.summary().lines().toList());
        }
    }
}
