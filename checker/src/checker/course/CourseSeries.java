package checker.course;

import checker.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The course as a series of patches: every stage of the kernel, every kernel between two patches,
 * and every mistake and variant, each at a call's notice in a folder of its own.
 *
 * <p>Stage N is {@code kernel/} with the patches of all steps after N taken off again. Opening a
 * series takes all patches off and puts them on, strictly, so that an open one is whole. It leaves
 * the clone as it is: nothing is written there. Safe for several threads. Close it after use.
 */
public final class CourseSeries implements AutoCloseable {

    private final Scratch scratch;
    private final PatchShelf shelf;
    private final Chain chain;

    private CourseSeries(Scratch scratch, PatchShelf shelf, Chain chain) {
        this.scratch = scratch;
        this.shelf = shelf;
        this.chain = chain;
    }

    /**
     * The series as the clone's files have it now, committed or not.
     *
     * @throws CourseException when it does not hold together, or the clone is none by git
     */
    public static CourseSeries ofWorkTree(Repository repository) {
        Clone clone = Clone.of(repository);
        Scratch scratch = Scratch.losing(clone);
        return open(scratch, () -> SourceTree.ofWorkTree(clone, scratch));
    }

    /**
     * The series as a commit has it.
     *
     * @param commit any name that git knows it by
     * @throws CourseException when there is no such commit, or its series does not hold together
     */
    public static CourseSeries ofCommit(Repository repository, String commit) {
        Clone clone = Clone.of(repository);
        Scratch scratch = Scratch.losing(clone);
        return open(scratch, () -> SourceTree.of(scratch.git(), clone.commit(commit)));
    }

    /** The last step that has patches; 0 when none has. */
    public int lastStage() {
        return shelf.lastStage();
    }

    /** All patches in the order in which they apply. */
    public List<SeriesPatch> patches() {
        return shelf.series();
    }

    /** The patches of one step, in order; none for the baseline and for steps not made yet. */
    public List<SeriesPatch> patches(int step) {
        return shelf.ofStep(step);
    }

    /** The mistakes of one step, by name. */
    public List<TrialPatch> mistakes(int step) {
        return trials(TrialPatch.Kind.MISTAKE, step);
    }

    /** The variants of one step, by name. */
    public List<TrialPatch> variants(int step) {
        return trials(TrialPatch.Kind.VARIANT, step);
    }

    /** All mistakes and variants. */
    public List<TrialPatch> trials() {
        return shelf.trials();
    }

    /**
     * Writes a stage's kernel.
     *
     * @param stage 0 for the baseline, up to {@link #lastStage}
     * @param kernel the folder that becomes its {@code kernel/}; must not exist or be empty
     */
    public void materialise(int stage, Path kernel) {
        write(chain.stages().get(stage) + ":kernel", kernel);
    }

    /**
     * Writes the kernel as it is after a patch and all before it.
     *
     * @param kernel the folder that becomes its {@code kernel/}; must not exist or be empty
     */
    public void materialise(SeriesPatch patch, Path kernel) {
        write(chain.commits().get(shelf.series().indexOf(patch)) + ":kernel", kernel);
    }

    /**
     * Writes the kernel of a mistake or variant.
     *
     * @param kernel the folder that becomes its {@code kernel/}; must not exist or be empty
     * @throws CourseException when the trial does not fit its stage to the byte
     */
    public void materialise(TrialPatch trial, Path kernel) {
        write(tree(trial) + ":kernel", kernel);
    }

    @Override
    public void close() {
        scratch.close();
    }

    Chain chain() {
        return chain;
    }

    Scratch scratch() {
        return scratch;
    }

    PatchShelf shelf() {
        return shelf;
    }

    /** The tree that a trial makes of its stage. */
    String tree(TrialPatch trial) {
        if (trial.step() > lastStage()) {
            throw new CourseException(trial + " is for step " + trial.step()
                    + ", which has no patches yet");
        }
        String stage = chain.stages().get(trial.step());
        Git index = scratch.gitWithOwnIndex();
        index.text("read-tree", stage);
        Optional<String> problem = StrictApply.apply(index, List.of(trial.file()));
        if (problem.isPresent()) {
            throw new CourseException(trial + " does not fit step-" + trial.step() + ": "
                    + problem.get());
        }
        List<String> strays = index.lines("diff-index", "--cached", "--name-only", stage,
                "--", ".", ":(exclude)kernel");
        if (!strays.isEmpty()) {
            throw new CourseException(trial + " changes " + strays.get(0)
                    + ", which is outside of kernel/");
        }
        return index.text("write-tree");
    }

    /** A series on a scratch repository that it closes in the end, or at once when it fails. */
    static CourseSeries open(Scratch scratch, java.util.function.Supplier<SourceTree> source) {
        try {
            SourceTree read = source.get();
            PatchShelf shelf = PatchShelf.read(scratch, read);
            return new CourseSeries(scratch, shelf, Chain.make(scratch, read, shelf));
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private List<TrialPatch> trials(TrialPatch.Kind kind, int step) {
        return shelf.trials().stream()
                .filter(trial -> trial.kind() == kind && trial.step() == step).toList();
    }

    private void write(String tree, Path kernel) {
        try {
            Files.createDirectories(kernel);
            try (Stream<Path> entries = Files.list(kernel)) {
                if (entries.findAny().isPresent()) {
                    throw new IllegalArgumentException(kernel + " is not empty");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + kernel, e);
        }
        Git index = scratch.gitWithOwnIndex();
        index.text("read-tree", tree);
        index.text("checkout-index", "--all", "--prefix=" + kernel.toAbsolutePath() + "/");
    }
}
