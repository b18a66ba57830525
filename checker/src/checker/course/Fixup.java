package checker.course;

import checker.repository.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts an edit of the finished kernel into the patches that own its lines, and folds. The files of
 * {@code kernel/} are what they were before, whatever becomes of it: only the patches change.
 */
final class Fixup {

    static final String BACKUP = "refs/course/backup/fixup";

    private static final Pattern TARGET = Pattern.compile("(?:step-)?(\\d{1,2})(?:/(\\d{1,3}))?");

    private final Repository repository;
    private final Clone clone;

    Fixup(Repository repository, Clone clone) {
        this.repository = repository;
        this.clone = clone;
    }

    /**
     * Does it.
     *
     * @param since the commit whose kernel and patches belong together; the last one usually
     * @param target where what has no single owner goes: {@code step-N} or {@code step-N/K}
     * @param keepsStale leave trials as they are that no longer fit and that git cannot carry over
     * @return what went where, then what is staged now
     * @throws CourseException when a piece has no owner, or does not fit there
     */
    List<String> run(String since, Optional<String> target, boolean keepsStale) {
        WorkTree workTree = new WorkTree(clone);
        workTree.requireMain();
        workTree.requireClean("fixup", ":(glob)steps/*/patches/**", ":(glob)steps/*/mistakes/**",
                ":(glob)steps/*/variants/**");
        String head = clone.commit("HEAD");
        Fold fold = new Fold(repository, clone);
        try (CourseSeries old = fold.openOld(clone.commit(since))) {
            if (old.patches().isEmpty()) {
                throw new CourseException("no step has patches yet, so kernel/ is the baseline:"
                        + " an edit of it needs no more than git commit");
            }
            requirePatchesUnchanged(old, head);
            requireNothingUnfolded(old);
            String edited = SourceTree.ofWorkTree(clone, old.scratch()).tree();
            Edit edit = Edit.between(old.scratch().git(), old.chain(), edited,
                    owner(old, target));
            if (edit.pieces().isEmpty()) {
                throw new CourseException("kernel/ has no edit to put anywhere");
            }
            backUp(head, edited);
            BranchSeries series = rebuild(old, edit, edited);
            String main = clone.git().text("rev-parse", head + "^{tree}");
            String tree = fold.tree(old, series, main, keepsStale);
            clone.git().text("add", "--all", "--sparse", "--", "kernel");
            workTree.advance(head, tree);
            List<String> report = new ArrayList<>(destinations(old, edit));
            report.addAll(fold.changes(head, tree));
            return report;
        }
    }

    private OptionalInt owner(CourseSeries series, Optional<String> target) {
        if (target.isEmpty()) {
            return OptionalInt.empty();
        }
        Matcher name = TARGET.matcher(target.get());
        int step = name.matches() ? Integer.parseInt(name.group(1)) : -1;
        if (step == 0) {
            return OptionalInt.of(Ownership.BASELINE);
        }
        List<SeriesPatch> patches = step < 0 ? List.of() : series.patches(step);
        int number = name.matches() && name.group(2) != null
                ? Integer.parseInt(name.group(2)) : patches.size();
        if (patches.isEmpty() || number < 1 || number > patches.size()) {
            throw new CourseException("there is no patch '" + target.get() + "' in the series",
                    "Steps with patches: 1 to " + series.lastStage()
                    + "; --to takes step-N or step-N/K");
        }
        return OptionalInt.of(series.patches().indexOf(patches.get(number - 1)) + 1);
    }

    private void requirePatchesUnchanged(CourseSeries old, String head) {
        List<String> changed = clone.git().lines("diff-tree", "-r", "--name-only",
                old.chain().source().commit(), head, "--", "steps").stream()
                .filter(path -> path.contains("/patches/")).toList();
        if (!changed.isEmpty()) {
            throw new CourseException("the patches have changed since that commit, as "
                    + changed.get(0), "Name a later one: --since");
        }
    }

    /** Edited branches could not be folded any more once main's series is another. */
    private void requireNothingUnfolded(CourseSeries series) {
        List<String> edited = new StageBranches(clone, series).edited();
        if (!edited.isEmpty()) {
            throw new CourseException("these branches have commits that are not in the series: "
                    + String.join(", ", edited), "Fold them first, or give them up:"
                    + " ./jbang course branches --force");
        }
    }

    private void backUp(String head, String edited) {
        String commit = clone.git().with("GIT_AUTHOR_NAME", Git.IDENTITY_NAME)
                .with("GIT_AUTHOR_EMAIL", Git.IDENTITY_MAIL)
                .text("commit-tree", edited, "-p", head, "-m", "course fixup: the files before");
        clone.git().text("update-ref", "-m", "course fixup", BACKUP, commit);
    }

    private static BranchSeries rebuild(CourseSeries old, Edit edit, String edited) {
        Chain chain = old.chain();
        List<String> stages = new EditedChain(old.scratch(), chain, edit, edited).make();
        BranchSeries series =
                BranchSeries.of(old.scratch(), stages, chain.source().commit());
        String end = stages.get(stages.size() - 1);
        if (!old.scratch().git().succeeds(
                "diff-tree", "--quiet", end + ":kernel", edited + ":kernel")) {
            throw new IllegalStateException("the edit came out as another: " + edit);
        }
        return series;
    }

    private static List<String> destinations(CourseSeries old, Edit edit) {
        return edit.pieces().stream().map(piece -> piece.place() + " -> "
                + (piece.owner() == Ownership.BASELINE ? "the baseline"
                        : old.patches().get(piece.owner() - 1).path())).distinct().toList();
    }
}
