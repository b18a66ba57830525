package checker.suite;

import checker.course.SeriesPatch;
import checker.kernel.BuildFailure;
import checker.kernel.BuildOrder;
import checker.kernel.BuildResult;
import checker.kernel.Toolchain;
import checker.machine.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Every kernel on the way builds: the baseline and what each single patch makes of it, on both
 * architectures, with both compilers, without a warning.
 */
final class BuildTrials implements TrialSource {

    private static final int FILES_OF_AN_EDIT = 2; // the file, and the table of symbols

    private static final int SHOWN = 5;

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
        int last = trees.series().lastStage();
        for (Architecture architecture : Architecture.values()) {
            trials.add(Trial.of("build/edit/" + architecture,
                    bench -> rebuild(bench, trees.stage(last), architecture)));
        }
        return trials;
    }

    private static List<Trial> builds(String kernel, Supplier<Path> tree) {
        List<Trial> trials = new ArrayList<>();
        for (Architecture architecture : Architecture.values()) {
            for (Toolchain toolchain : Toolchain.values()) {
                trials.add(Trial.of("build/" + kernel + "/" + architecture + "/" + toolchain,
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

    /**
     * A student waits for each build after an edit: it may cost the one file, not the kernel. Two
     * edits, because the kernel before the first may be at hand without any of its objects.
     */
    private static void rebuild(Bench bench, Path tree, Architecture architecture)
            throws IOException {
        BuildOrder order = BuildOrder.of(bench.lay(tree), architecture);
        edit(bench.kernel());
        bench.build().build(order).orElseThrow();
        edit(bench.kernel());
        Path log = bench.build().build(order).orElseThrow().log();
        List<String> compiled = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" -c ")).toList();
        if (compiled.size() > FILES_OF_AN_EDIT) {
            throw new TrialFailedException("an edit of one file compiles " + compiled.size()
                    + " files", compiled.stream().limit(SHOWN).map(BuildTrials::source).toList());
        }
    }

    /** What a compiler's command line compiles. */
    private static String source(String command) {
        return Stream.of(command.split("\\s+")).filter(word -> word.matches(".*\\.[cS]"))
                .findFirst().orElse(command);
    }

    /** Appends a comment to a source file, at a time that is surely after the build. */
    static void edit(Path kernel) throws IOException {
        try (Stream<Path> files = Files.walk(kernel)) {
            Path file = files.filter(path -> path.toString().endsWith(".c"))
                    .filter(path -> !path.toString().contains("x86-")).sorted().findFirst()
                    .orElseThrow(() -> new TrialFailedException("no C file", List.of()));
            Files.writeString(file, "// " + System.nanoTime() + "\n", StandardOpenOption.APPEND);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusMillis(50)));
        }
    }
}
