package checker.course;

import checker.process.CommandResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The branches {@code step-0} … of a clone: makes them what the series says. A branch with commits
 * that the series does not have is never moved unasked.
 */
final class StageBranches {

    private static final String REPLACED = "refs/course/replaced/";

    private final Clone clone;
    private final CourseSeries series;

    /**
     * @param series the series, in a scratch repository whose objects the clone keeps
     */
    StageBranches(Clone clone, CourseSeries series) {
        this.clone = clone;
        this.series = series;
    }

    /**
     * The series that branches are made from.
     *
     * @param ref the commit to read it from; that of main when empty
     */
    static CourseSeries series(Clone clone, Optional<String> ref) {
        String commit = clone.mainCommit(ref);
        Scratch scratch = Scratch.keeping(clone);
        return CourseSeries.open(scratch, () -> SourceTree.of(scratch.git(), commit));
    }

    /**
     * Makes or moves the branches, all or none.
     *
     * @param force move edited branches too; their commits stay under refs/course/replaced/
     * @return the stages whose branch is another than before
     * @throws CourseException when a branch is edited or checked out
     */
    List<Integer> update(boolean force) {
        TreeMap<Integer, Optional<String>> moves = moves();
        List<String> edited = edited(moves);
        if (!edited.isEmpty() && !force) {
            throw new CourseException("these branches have commits that are not in the series: "
                    + String.join(", ", edited),
                    "Put them into the series: ./jbang course fold\n"
                    + "Or give them up: ./jbang course branches --force"
                    + " (they stay under " + REPLACED + ")");
        }
        requireNotCheckedOut(moves);
        StringBuilder updates = new StringBuilder();
        moves.forEach((stage, old) -> {
            old.filter(commit -> edited.contains(BranchSeries.branch(stage))).ifPresent(commit ->
                    updates.append("update " + REPLACED + BranchSeries.branch(stage) + " "
                            + commit + "\n"));
            updates.append((old.isPresent() ? "update " : "create ")
                    + BranchSeries.reference(stage) + " " + series.chain().stages().get(stage)
                    + old.map(commit -> " " + commit).orElse("") + "\n");
        });
        clone.git().run(updates.toString().getBytes(StandardCharsets.UTF_8),
                List.of("update-ref", "-m", "course branches", "--stdin")).orElseThrow();
        return List.copyOf(moves.keySet());
    }

    /** The branches with commits that the series does not have. */
    List<String> edited() {
        return edited(moves());
    }

    /** The stages whose branch is not what the series says, and what it is now, if anything. */
    private TreeMap<Integer, Optional<String>> moves() {
        TreeMap<Integer, Optional<String>> moves = new TreeMap<>();
        for (int stage = 0; stage <= series.lastStage(); stage++) {
            Optional<String> now = clone.find(BranchSeries.reference(stage));
            if (!now.equals(Optional.of(series.chain().stages().get(stage)))) {
                moves.put(stage, now);
            }
        }
        return moves;
    }

    private List<String> edited(TreeMap<Integer, Optional<String>> moves) {
        List<String> edited = new ArrayList<>();
        moves.forEach((stage, now) -> {
            if (now.isPresent() && !isMadeFromMain(stage, now.get()) && !isFolded(stage)) {
                edited.add(BranchSeries.branch(stage));
            }
        });
        return edited;
    }

    /** Tells whether a branch is what an earlier main made of it: the same source, the same id. */
    private boolean isMadeFromMain(int stage, String commit) {
        CommandResult base = clone.git().run(
                "merge-base", commit, series.chain().source().commit());
        if (!base.succeeded()) {
            return false;
        }
        Scratch scratch = Scratch.losing(clone);
        try (CourseSeries earlier = CourseSeries.open(scratch,
                () -> SourceTree.of(scratch.git(), base.output().strip()))) {
            return stage <= earlier.lastStage()
                    && earlier.chain().stages().get(stage).equals(commit);
        } catch (CourseException e) {
            return false; // main did not hold together then, so nobody made branches from it
        }
    }

    /** Tells whether the branches up to a stage would be folded into just what main has now. */
    private boolean isFolded(int stage) {
        try {
            String base = clone.git().text("merge-base", BranchSeries.reference(0),
                    series.chain().source().commit());
            BranchSeries branches = BranchSeries.read(series.scratch(), clone.git(), base);
            return branches.heads().size() > stage && isSame(branches, stage);
        } catch (CourseException | checker.process.CommandFailedException e) {
            return false; // not fit to be folded, so not folded
        }
    }

    private boolean isSame(BranchSeries branches, int stage) {
        for (int i = 0; i <= stage; i++) {
            String theirs = clone.git().text("rev-parse", branches.heads().get(i) + ":kernel");
            String ours = clone.git().text(
                    "rev-parse", series.chain().stages().get(i) + ":kernel");
            if (!theirs.equals(ours) || i > 0 && !SameMails.are(
                    branches.mails().get(i - 1), series.patches(i))) {
                return false;
            }
        }
        return true;
    }

    private void requireNotCheckedOut(TreeMap<Integer, Optional<String>> moves) {
        String place = "";
        for (String line : clone.git().lines("worktree", "list", "--porcelain")) {
            if (line.startsWith("worktree ")) {
                place = line.substring("worktree ".length());
            }
            for (int stage : moves.keySet()) {
                if (line.equals("branch " + BranchSeries.reference(stage))) {
                    throw new CourseException(BranchSeries.branch(stage) + " is checked out in "
                            + place + " and would change under it",
                            "Switch to another branch there first, as to main.");
                }
            }
        }
    }
}
