package checker.course;

import checker.report.Outcome;
import checker.report.Verdicts;
import checker.repository.Repository;
import checker.repository.StepFolder;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code course status}: where the learner stands, and what to type next. */
@Command(name = "status", description = "Shows the steps, your labs, and what to type next.")
final class StatusCommand extends CourseAction {

    @Option(names = "--ref", paramLabel = "COMMIT",
            description = "Read the course from this commit instead of main.")
    private Optional<String> ref;

    @Override
    int run(Repository repository) {
        Clone clone = Clone.of(repository);
        String main = clone.mainCommit(ref);
        List<Lab> labs = Lab.all(clone);
        PatchShelf shelf;
        try (Scratch scratch = Scratch.losing(clone)) {
            shelf = PatchShelf.read(scratch, SourceTree.of(scratch.git(), main));
        }
        Optional<String> branch = clone.branch();
        say("You are on " + branch.orElse("no branch (" + clone.commit("HEAD").substring(0, 12)
                + ")") + ".");
        Verdicts verdicts = new Verdicts(repository.build());
        for (StepFolder step : repository.steps()) {
            String verdict = verdicts.last(step.number()).map(last -> "; last check: " + last)
                    .orElse("");
            say(String.format("%-2s %-22s %-10s %s%s", step.number(), step.slug(),
                    extent(step, shelf), lab(clone, step, labs, branch),
                    labs.contains(new Lab(step.number())) ? verdict : "").stripTrailing());
        }
        labs.forEach(lab -> sayOutdated(clone, lab));
        say("Next: " + next(shelf.lastStage(), labs, branch, verdicts));
        return DONE;
    }

    private static String extent(StepFolder step, PatchShelf shelf) {
        if (step.number() == 0) {
            return "baseline";
        }
        int patches = shelf.ofStep(step.number()).size();
        return patches == 0 ? "to come" : Words.count(patches, "patch");
    }

    private static String lab(
            Clone clone, StepFolder step, List<Lab> labs, Optional<String> branch) {
        Lab lab = new Lab(step.number());
        if (!labs.contains(lab)) {
            return "";
        }
        boolean isHere = branch.equals(Optional.of(lab.branch()));
        String commits = lab.commits(clone).map(count -> ", " + Words.count(count, "commit"))
                .orElse("");
        return lab.branch() + commits + (isHere ? ", here" : "");
    }

    /** A main that went on has changed the stages: how a lab gets there. */
    private void sayOutdated(Clone clone, Lab lab) {
        if (lab.isOutdated(clone)) {
            String stage = BranchSeries.branch(lab.step() - 1);
            say("Main has changed " + stage + " since " + lab.branch()
                    + " began; to bring your commits there:\n  git rebase --onto " + stage + " "
                    + lab.startReference() + " " + lab.branch());
        }
    }

    private static String next(
            int lastStage, List<Lab> labs, Optional<String> branch, Verdicts verdicts) {
        Optional<Lab> here = branch.flatMap(Lab::of);
        if (here.isPresent()) {
            int step = here.get().step();
            boolean isDone = verdicts.last(step)
                    .filter(last -> last.outcome() == Outcome.PASSED).isPresent();
            return isDone && step < lastStage
                    ? "commit, then ./jbang course start " + BranchSeries.branch(step + 1)
                    : "./jbang check " + BranchSeries.branch(step);
        }
        if (!labs.isEmpty()) {
            return "git switch " + labs.get(labs.size() - 1).branch();
        }
        return lastStage == 0 ? "read steps/00-baseline/lesson.adoc; no step is there yet"
                : "./jbang course start step-1";
    }
}
