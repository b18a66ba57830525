package checker.course;

import checker.repository.Repository;
import checker.repository.StepFolder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a series of branches into main: its patches and the kernel at their end, as staged
 * changes for the author to look at and commit. Uncommitted work is never touched.
 */
final class Fold {

    static final String[] FOLDED = {"kernel", ":(glob)steps/*/patches/**",
            ":(glob)steps/*/mistakes/**", ":(glob)steps/*/variants/**"};

    private final Repository repository;
    private final Clone clone;

    Fold(Repository repository, Clone clone) {
        this.repository = repository;
        this.clone = clone;
    }

    /**
     * Folds the clone's branches {@code step-0} … into what is checked out.
     *
     * @param keepsStale leave trials as they are that no longer fit and that git cannot carry over
     * @return what has changed, for the user
     * @throws CourseException when something would be lost or the branches are not fit
     */
    List<String> branches(boolean keepsStale) {
        WorkTree workTree = new WorkTree(clone);
        workTree.requireMain();
        workTree.requireClean("fold", FOLDED);
        String head = clone.commit("HEAD");
        String stage0 = clone.find(BranchSeries.reference(0)).orElseThrow(
                () -> new CourseException("there are no step branches here",
                        "Make them: ./jbang course branches"));
        String base = clone.git().text("merge-base", stage0, head);
        try (CourseSeries old = openOld(head)) {
            requireSameSeries(base, head);
            BranchSeries series = BranchSeries.read(old.scratch(), clone.git(), base);
            String tree = tree(old, series, old.chain().source().tree(), keepsStale);
            workTree.advance(head, tree);
            return changes(head, tree);
        }
    }

    /** The series of a commit, in a scratch repository whose objects the clone keeps. */
    CourseSeries openOld(String commit) {
        Scratch scratch = Scratch.keeping(clone);
        return CourseSeries.open(scratch, () -> SourceTree.of(scratch.git(), commit));
    }

    /**
     * The tree of main with another series, proven.
     *
     * @param old the series that there was
     * @param main the tree to put the new one into
     */
    String tree(CourseSeries old, BranchSeries series, String main, boolean keepsStale) {
        if (series.mails().size() < old.lastStage()) {
            throw new CourseException("main has patches up to step " + old.lastStage()
                    + ", but there is no branch " + BranchSeries.branch(series.heads().size()),
                    "Make the missing branches: ./jbang course branches");
        }
        requireUnixLines(old.scratch(), series);
        Anchoring trials = Anchoring.of(old, series.heads());
        if (!trials.conflicts().isEmpty() && !keepsStale) {
            throw new CourseException(String.join("\n", trials.conflicts()),
                    "Make them anew on the new stage and try again, or leave them as they are:"
                    + " --keep-stale");
        }
        String tree = new FoldedTree(old.scratch().gitWithOwnIndex(), folders())
                .write(main, series, trials.mails());
        SourceTree folded = new SourceTree(old.chain().source().commit(), tree);
        requireRoundTrip(old.scratch(), series,
                Chain.make(old.scratch(), folded, PatchShelf.read(old.scratch(), folded)));
        return tree;
    }

    /** A mail ends its message at a line that looks like a change, and then says less. */
    private static void requireRoundTrip(Scratch scratch, BranchSeries series, Chain chain) {
        for (int step = 1; step < chain.stages().size(); step++) {
            Map<String, byte[]> expected = series.mails().get(step - 1);
            Map<String, byte[]> found = MailWriter.step(scratch, scratch.git(),
                    chain.stages().get(step - 1), chain.stages().get(step));
            for (String name : expected.keySet()) {
                if (!Arrays.equals(expected.get(name), found.get(name))) {
                    throw new CourseException("a commit of " + BranchSeries.branch(step)
                            + " has a message that a mail cannot carry: " + name,
                            "A line '---', 'diff ...' or 'From: ...' in it? Reword the commit.");
                }
            }
        }
    }

    /** What is staged now, in git's words. */
    List<String> changes(String head, String tree) {
        return clone.git().lines("diff-tree", "-r", "--no-renames", "--name-status", head, tree);
    }

    /** Main may have gone on since the branches were made, but not in what is folded. */
    private void requireSameSeries(String base, String head) {
        List<String> differences = clone.git().lines("diff-tree", "-r", "--name-only",
                "--no-renames", base, head, "--", "kernel");
        List<String> patches = clone.git().lines("diff-tree", "-r", "--name-only",
                "--no-renames", base, head, "--", "steps").stream()
                .filter(path -> path.contains("/patches/")).toList();
        if (!differences.isEmpty() || !patches.isEmpty()) {
            throw new CourseException("the branches come from commit " + base.substring(0, 12)
                    + ", and the series has changed on main since then: folding them would undo"
                    + " that",
                    "'course branches --force' makes them anew and keeps yours under"
                    + " refs/course/replaced/;\nbring your commits over from there with"
                    + " git cherry-pick.");
        }
    }

    private static void requireUnixLines(Scratch scratch, BranchSeries series) {
        String end = series.heads().get(series.heads().size() - 1);
        List<String> problems = LineEnds.inTree(scratch, end, "kernel");
        if (!problems.isEmpty()) {
            throw new CourseException(String.join("\n", problems));
        }
    }

    private Map<Integer, String> folders() {
        Map<Integer, String> folders = new TreeMap<>();
        for (StepFolder step : repository.steps()) {
            folders.put(step.number(), "steps/" + step.directory().getFileName());
        }
        return folders;
    }
}
