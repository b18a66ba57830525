package checker.course;

import checker.repository.Repository;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code course branches}: makes the branches step-0 … from main. */
@Command(name = "branches", description = {
    "Makes the branches step-0, step-1 ... from main.",
    "They go up to the last step that has patches. The same main gives the same commits on every",
    "machine."},
        footer = {"", "To change a step: switch to the last branch, git commit --fixup=COMMIT,",
            "git rebase -i --autosquash --update-refs step-0~1, switch to main, course fold.",
            "To add a step: git switch -c step-N step-(N-1), commit, switch to main, course fold.",
            "rerere helps: git config rerere.enabled true"})
final class BranchesCommand extends CourseAction {

    @Option(names = "--ref", paramLabel = "COMMIT",
            description = "Read the course from this commit instead of main.")
    private Optional<String> ref;

    @Option(names = "--force", description = "Replace branches with unfolded commits too;"
            + " they are kept under refs/course/replaced/.")
    private boolean force;

    @Override
    int run(Repository repository) {
        Clone clone = Clone.of(repository);
        return CourseLock.during(clone, () -> update(clone));
    }

    private int update(Clone clone) {
        try (CourseSeries series = StageBranches.series(clone, ref)) {
            List<Integer> changed = new StageBranches(clone, series).update(force);
            for (int stage = 0; stage <= series.lastStage(); stage++) {
                String commit = series.chain().stages().get(stage).substring(0, 12);
                int patches = series.patches(stage).size();
                say(String.format("%-8s %s  %s%s", BranchSeries.branch(stage), commit,
                        stage == 0 ? "the baseline" : Words.count(patches, "patch"),
                        changed.contains(stage) ? "" : ", as before"));
            }
            return DONE;
        }
    }
}
