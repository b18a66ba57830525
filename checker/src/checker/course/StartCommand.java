package checker.course;

import checker.process.CommandResult;
import checker.repository.Repository;
import checker.repository.StepFolder;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course start}: gives the learner a branch to do a step on. */
@Command(name = "start", description = {
    "Makes your branch for a step, lab/step-N, and switches to it.",
    "It begins at the stage before the step.",
    "It refuses where work would be lost or mixed."})
final class StartCommand extends CourseAction {

    @Parameters(paramLabel = "STEP", description = "The step to work on, as step-3.")
    private String name;

    @Option(names = "--ref", paramLabel = "COMMIT",
            description = "Read the course from this commit instead of main.")
    private Optional<String> ref;

    @Override
    int run(Repository repository) {
        Clone clone = Clone.of(repository);
        StepFolder step = repository.step(name);
        if (step.number() == 0) {
            throw usage("step-0 is the baseline, which all start from: there is nothing to do");
        }
        Lab lab = new Lab(step.number());
        requireNoLab(clone, lab);
        CourseLock.during(clone, () -> begin(clone, lab));
        say("You are on " + lab.branch() + ", made from "
                + BranchSeries.branch(step.number() - 1) + ".");
        say("Lesson:  " + repository.root().relativize(step.lesson()));
        say("Check:   ./jbang check " + step);
        say("Answer:  ./jbang course diff " + step);
        return DONE;
    }

    private static void requireNoLab(Clone clone, Lab lab) {
        if (clone.branch().equals(Optional.of(lab.branch()))) {
            throw new CourseException("you are on " + lab.branch() + " already",
                    "Check it: ./jbang check " + BranchSeries.branch(lab.step()));
        }
        if (clone.find(lab.reference()).isPresent()) {
            throw new CourseException("you have started this step before",
                    "Go on with it:     git switch " + lab.branch()
                    + "\nOr begin anew:     git branch -m " + lab.branch() + " " + lab.branch()
                    + "-old && ./jbang course start " + BranchSeries.branch(lab.step()));
        }
    }

    private Lab begin(Clone clone, Lab lab) {
        new WorkTree(clone).requireNoChanges("the lab");
        try (CourseSeries series = StageBranches.series(clone, ref)) {
            if (lab.step() > series.lastStage()) {
                throw new CourseException(BranchSeries.branch(lab.step())
                        + " has no patches yet; the course goes to step-" + series.lastStage()
                        + " so far");
            }
            new StageBranches(clone, series).update(false);
        }
        CommandResult result = clone.git().run("switch", "--quiet", "--no-track", "--create",
                lab.branch(), lab.stageReference());
        if (!result.succeeded()) {
            throw new CourseException("git will not switch: " + result.errors().strip());
        }
        clone.git().text("update-ref", lab.startReference(), "HEAD");
        return lab;
    }
}
