package checker.course;

import checker.repository.Repository;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code course fold}: writes the patches and main's kernel anew from the step branches. */
@Command(name = "fold", description = {
    "Writes main's patches and kernel/ anew from the step branches.",
    "The result is staged, for you to look at and commit. Mistakes and variants that no longer fit",
    "are carried over by git's three-way merge."},
        footer = {"", "A stage is changed like this:", "  ./jbang course branches",
            "  git switch step-N                      N: the last one",
            "  edit, git commit --fixup=COMMIT        the commit that the edit belongs to",
            "  git rebase -i --autosquash --update-refs step-0~1",
            "  git switch main && ./jbang course fold"})
final class FoldCommand extends CourseAction {

    @Option(names = "--keep-stale", description = "Leave mistakes and variants that conflict as"
            + " they are; 'course verify' names them until they are made anew.")
    private boolean keepStale;

    @Override
    int run(Repository repository) {
        Clone clone = Clone.of(repository);
        List<String> changes = CourseLock.during(
                clone, () -> new Fold(repository, clone).branches(keepStale));
        if (changes.isEmpty()) {
            say("Main has what the branches have: nothing to fold.");
            return DONE;
        }
        changes.forEach(this::say);
        say("Folded and staged: git diff --cached shows it, git commit keeps it.");
        return DONE;
    }
}
