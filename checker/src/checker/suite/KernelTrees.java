package checker.suite;

import checker.course.CourseSeries;
import checker.course.SeriesPatch;
import checker.course.TrialPatch;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/** The kernels of the series as folders, each written once and then only read. */
final class KernelTrees {

    private final CourseSeries series;
    private final Path folder;
    private final ConcurrentMap<String, Path> written = new ConcurrentHashMap<>();

    /** Writes below {@code folder}, which must be empty or not exist. */
    KernelTrees(CourseSeries series, Path folder) {
        this.series = series;
        this.folder = folder;
    }

    CourseSeries series() {
        return series;
    }

    /** The kernel of a stage. */
    Path stage(int stage) {
        return write("stage-" + stage, place -> series.materialise(stage, place));
    }

    /** The kernel after a patch and all before it. */
    Path after(SeriesPatch patch) {
        return write("step-" + patch.step() + "-patch-" + patch.number(),
                place -> series.materialise(patch, place));
    }

    /** The kernel of a mistake or a variant. */
    Path trial(TrialPatch trial) {
        return write("step-" + trial.step() + "-" + trial.kind() + "-" + trial.name(),
                place -> series.materialise(trial, place));
    }

    private Path write(String name, Consumer<Path> writer) {
        return written.computeIfAbsent(name, key -> {
            Path place = folder.resolve(key);
            writer.accept(place);
            return place;
        });
    }
}
