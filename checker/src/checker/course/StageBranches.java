package checker.course;

import checker.process.CommandFailedException;
import checker.process.CommandResult;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, List<String>> stagesOf = new HashMap<>();

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
        Map<String, String> heads = BranchSeries.all(clone.git());
        for (int stage = 0; stage <= series.lastStage(); stage++) {
            String now = heads.get(BranchSeries.reference(stage));
            if (!series.chain().stages().get(stage).equals(now)) {
                moves.put(stage, Optional.ofNullable(now));
            }
        }
        return moves;
    }

    private List<String> edited(TreeMap<Integer, Optional<String>> moves) {
        List<Integer> unknown = moves.keySet().stream().filter(stage -> moves.get(stage).filter(
                commit -> !stagesBefore(commit).contains(commit)).isPresent()).toList();
        int folded = unknown.isEmpty() ? 0 : countFolded();
        return unknown.stream().filter(stage -> stage >= folded)
                .map(BranchSeries::branch).toList();
    }

    /** The stages as main had them when a branch was made: the same source, the same ids. */
    private List<String> stagesBefore(String branch) {
        CommandResult base = clone.git().run(
                "merge-base", branch, series.chain().source().commit());
        return base.succeeded()
                ? stagesOf.computeIfAbsent(base.output().strip(), this::stagesOf) : List.of();
    }

    private List<String> stagesOf(String commit) {
        Scratch scratch = Scratch.losing(clone);
        try (CourseSeries earlier = CourseSeries.open(
                scratch, () -> SourceTree.of(scratch.git(), commit))) {
            return earlier.chain().stages();
        } catch (CourseException e) {
            return List.of(); // main did not hold together then, so nobody made branches from it
        }
    }

    /** How many of the branches, from step-0 on, would be folded into just what main has now. */
    private int countFolded() {
        try {
            String base = clone.git().text("merge-base", BranchSeries.reference(0),
                    series.chain().source().commit());
            BranchSeries branches = BranchSeries.read(series.scratch(), clone.git(), base);
            int folded = 0;
            while (folded < branches.heads().size() && folded <= series.lastStage()
                    && isFolded(branches, folded)) {
                folded++;
            }
            return folded;
        } catch (CourseException | CommandFailedException e) {
            return 0; // not fit to be folded, so not folded
        }
    }

    private boolean isFolded(BranchSeries branches, int stage) {
        List<String> kernels = clone.git().lines("rev-parse",
                branches.heads().get(stage) + ":kernel",
                series.chain().stages().get(stage) + ":kernel");
        return kernels.get(0).equals(kernels.get(1)) && (stage == 0
                || SameMails.are(branches.mails().get(stage - 1), series.patches(stage)));
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
